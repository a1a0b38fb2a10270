// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorError>

#include <QException>
#include <QMetaEnum>
#include <QTest>

#include <functional>
#include <stdexcept>
#include <string>
#include <system_error>

using namespace Actors;
using namespace Qt::StringLiterals;
using Code = ActorError::Code;

Q_DECLARE_METATYPE(std::exception_ptr)

namespace {

template<typename T>
std::exception_ptr thrown(const T &value)
{
    return std::make_exception_ptr(value);
}

template<typename Outer, typename Inner>
std::exception_ptr nested(const Outer &outer, const Inner &inner)
{
    try {
        try {
            throw inner;
        } catch (...) {
            std::throw_with_nested(outer);
        }
    } catch (...) {
        return std::current_exception();
    }
}

struct Opaque
{
};

class ParseError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

class OwnTimeout : public AskTimeout
{
public:
    using AskTimeout::AskTimeout;
};

template<typename Error>
bool isCaughtAs(const ActorError &error)
{
    try {
        std::rethrow_exception(error.toExceptionPtr());
    } catch (const Error &) {
        return true;
    } catch (...) {
        return false;
    }
}

} // namespace

class ActorErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsWhateverIsThrownIntoText_data()
    {
        QTest::addColumn<std::exception_ptr>("error");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("type");

        QTest::newRow("runtime_error") << thrown(std::runtime_error("out of paper"))
                                       << u"out of paper"_s << u"std::runtime_error"_s;
        QTest::newRow("derived") << thrown(ParseError("line 3")) << u"line 3"_s
                                 << u"(anonymous namespace)::ParseError"_s;
        QTest::newRow("no words") << thrown(std::runtime_error("")) << u"std::runtime_error"_s
                                  << u"std::runtime_error"_s;
        QTest::newRow("UTF-8") << thrown(std::runtime_error("Größe")) << u"Größe"_s
                               << u"std::runtime_error"_s;
        QTest::newRow("QString") << thrown(u"printer on fire"_s) << u"printer on fire"_s
                                 << u"QString"_s;
        QTest::newRow("QByteArray") << thrown("printer"_ba) << u"printer"_s << u"QByteArray"_s;
        QTest::newRow("QLatin1String")
            << thrown(QLatin1String("printer")) << u"printer"_s << u"QLatin1String"_s;
        QTest::newRow("const char *")
            << thrown<const char *>("printer") << u"printer"_s << u"char const*"_s;
        QTest::newRow("null const char *")
            << thrown<const char *>(nullptr) << u"char const*"_s << u"char const*"_s;
        QTest::newRow("string") << thrown(std::string("printer")) << u"printer"_s
                                << exceptionTypeName(thrown(std::string()));
        QTest::newRow("u16string") << thrown(std::u16string(u"printer")) << u"printer"_s
                                   << exceptionTypeName(thrown(std::u16string()));
        QTest::newRow("int") << thrown(42) << u"42 (int)"_s << u"int"_s;
        QTest::newRow("unsigned long long")
            << thrown(42ULL) << u"42 (unsigned long long)"_s << u"unsigned long long"_s;
        QTest::newRow("double") << thrown(1.5) << u"1.5 (double)"_s << u"double"_s;
        QTest::newRow("bool") << thrown(true) << u"true (bool)"_s << u"bool"_s;
        QTest::newRow("char") << thrown('x') << u"x (char)"_s << u"char"_s;
        QTest::newRow("nullptr") << thrown(nullptr) << u"decltype(nullptr)"_s
                                 << u"decltype(nullptr)"_s;
        QTest::newRow("error_code")
            << thrown(std::make_error_code(std::errc::timed_out))
            << QString::fromStdString(std::make_error_code(std::errc::timed_out).message())
            << u"std::error_code"_s;
        QTest::newRow("unknown class") << thrown(Opaque()) << u"(anonymous namespace)::Opaque"_s
                                       << u"(anonymous namespace)::Opaque"_s;
        QTest::newRow("nested") << nested(std::runtime_error("cannot print"), 3)
                                << u"cannot print: 3 (int)"_s << u"std::runtime_error"_s;
        QTest::newRow("nested in a QString") << nested(u"cannot print"_s, std::logic_error("paper"))
                                             << u"cannot print: paper"_s << u"QString"_s;
        QTest::newRow("nested in our own")
            << nested(AskTimeout(u"slow"_s), std::logic_error("paper")) << u"slow: paper"_s
            << u"Actors::AskTimeout"_s;
        QTest::newRow("wrapped by Qt")
            << thrown(QUnhandledException(thrown(42))) << u"42 (int)"_s << u"int"_s;
        QTest::newRow("our own") << thrown(AskTimeout(u"slow"_s)) << u"slow"_s
                                 << u"Actors::AskTimeout"_s;
        QTest::newRow("derived from our own")
            << thrown(OwnTimeout(u"slow"_s)) << u"slow"_s << u"(anonymous namespace)::OwnTimeout"_s;
    }

    void turnsWhateverIsThrownIntoText()
    {
        QFETCH(const std::exception_ptr, error);
        QFETCH(const QString, text);
        QFETCH(const QString, type);

        const ActorError result = errorFrom(error);

        QCOMPARE(result.text(), text);
        QCOMPARE(QString::fromUtf8(result.what()), text);
        QCOMPARE(result.typeName(), type);
        QVERIFY(!result.isNull());
    }

    void keepsTheCodeOfWhatItMadeItself()
    {
        QCOMPARE(errorFrom(thrown(AskTimeout())).code(), Code::AskTimeout);
        QCOMPARE(errorFrom(thrown(OwnTimeout(u"slow"_s))).code(), Code::AskTimeout);
        QCOMPARE(errorFrom(nested(MailboxFull(), 3)).code(), Code::MailboxFull);
        QCOMPARE(errorFrom(thrown(42)).code(), Code::Failed);
    }

    void isNullOnlyIfNothingFailed()
    {
        QVERIFY(ActorError().isNull());
        QVERIFY(errorFrom(nullptr).isNull());
        QVERIFY(!ActorError().toExceptionPtr());
        QCOMPARE(ActorError().what(), "");
        QVERIFY(exceptionTypeName(nullptr).isEmpty());
        QVERIFY(!errorFrom(thrown(ActorError())).isNull());
    }

    void everyCodeHasWordsAndAClass()
    {
        const QMetaEnum codes = QMetaEnum::fromType<Code>();
        for (int i = 0; i < codes.keyCount(); ++i) {
            const auto code = Code(codes.value(i));
            if (code == Code::NoError)
                continue;
            const ActorError error(code);
            QVERIFY2(error.text().contains(u' '), codes.key(i));
            QCOMPARE(error.code(), code);
            QCOMPARE(exceptionTypeName(error.toExceptionPtr()), error.typeName());
            QCOMPARE(errorFrom(error.toExceptionPtr()), error);
            QCOMPARE(isCaughtAs<SpawnRefused>(error), ActorError::isSpawnRefusal(code));
        }
    }

    void isThrownInTheClassOfItsCodeAlsoAfterSlicing()
    {
        const ActorError sliced = AskTimeout(u"slow"_s);

        QVERIFY(isCaughtAs<AskTimeout>(sliced));
        QVERIFY(!isCaughtAs<MailboxFull>(sliced));
        QVERIFY(isCaughtAs<ActorStopped>(ActorError(Code::ActorStopped)));
        QVERIFY(isCaughtAs<ActorError>(ActorError(u"plain"_s)));
        QVERIFY(isCaughtAs<std::exception>(sliced));
    }

    void remembersWhatWasThrownWhenItIsThrownAgain()
    {
        const ActorError error = errorFrom(thrown(std::runtime_error("words")));

        QCOMPARE(errorFrom(error.toExceptionPtr()), error);
        QCOMPARE(errorFrom(error.toExceptionPtr()).typeName(), u"std::runtime_error"_s);
    }

    void tellsItsCause()
    {
        const StartError error(u"Cannot start"_s, thrown(ParseError("line 3")));

        QCOMPARE(error.text(), u"Cannot start: line 3"_s);
        QCOMPARE(errorFrom(error.cause()).text(), u"line 3"_s);
        QCOMPARE(errorFrom(error.toExceptionPtr()).text(), u"Cannot start: line 3"_s);
        QCOMPARE(exceptionTypeName(errorFrom(error.toExceptionPtr()).cause()),
                 u"(anonymous namespace)::ParseError"_s);
        QCOMPARE(errorFrom(errorFrom(nested(u"outer"_s, 3)).cause()).text(), u"3 (int)"_s);
    }

    void keepsItsWordsWhileACopyLives()
    {
        auto error = std::make_unique<AskTimeout>(u"slow"_s);
        const ActorError copy = *error;
        const char *words = error->what();

        error.reset();

        QCOMPARE(words, "slow");
        QCOMPARE(copy.text(), u"slow"_s);
    }

    void goesThroughTheMetaTypeSystem()
    {
        QCOMPARE(QMetaType::fromName("Actors::ActorError"), QMetaType::fromType<ActorError>());
        const QVariant variant = QVariant::fromValue(ActorError(u"words"_s));

        QCOMPARE(variant.value<ActorError>().text(), u"words"_s);
        QCOMPARE(ActorError::staticMetaObject.property(0).readOnGadget(variant.constData()),
                 QVariant::fromValue(Code::Failed));
    }

    void printsItself_data()
    {
        QTest::addColumn<ActorError>("error");
        QTest::addColumn<QString>("output");

        QTest::newRow("null") << ActorError() << u"Actors::ActorError()"_s;
        QTest::newRow("plain") << ActorError(u"words"_s) << u"Actors::ActorError(\"words\")"_s;
        QTest::newRow("typed") << ActorError(AskTimeout(u"slow"_s))
                               << u"Actors::AskTimeout(\"slow\")"_s;
        QTest::newRow("spawn") << ActorError(SpawnRefused(Code::BadName, u"a/b"_s))
                               << u"Actors::SpawnRefused(BadName, \"a/b\")"_s;
        QTest::newRow("foreign") << errorFrom(thrown(std::runtime_error("words")))
                                 << u"std::runtime_error(Failed, \"words\")"_s;
    }

    void printsItself()
    {
        QFETCH(const ActorError, error);
        QFETCH(const QString, output);

        QString printed;
        QDebug(&printed).nospace() << error;

        QCOMPARE(printed.trimmed(), output);
    }
};

QTEST_GUILESS_MAIN(ActorErrorTest)

#include "actorerrortest.moc"
