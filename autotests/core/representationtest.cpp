// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/representation.h>

#include <QtTest>

#include <any>
#include <filesystem>
#include <map>
#include <thread>

using namespace Actors;
using namespace std::chrono_literals;

namespace Bank {

struct Deposit
{
    Q_GADGET
    Q_PROPERTY(qint64 cents MEMBER cents)
    Q_PROPERTY(QString note MEMBER note)
public:
    bool operator==(const Deposit &) const = default;

    qint64 cents = 0;
    QString note;
};

class Words : public QObject
{
    Q_OBJECT
public:
    enum class Colour { Red, Green };
    Q_ENUM(Colour)
    enum Side { Left = 1, Right = 2 };
    Q_ENUM(Side)
    Q_DECLARE_FLAGS(Sides, Side)
    Q_FLAG(Sides)
};

struct Letter
{
    Q_GADGET
    Q_PROPERTY(Bank::Deposit deposit MEMBER deposit)
    Q_PROPERTY(Bank::Words::Colour colour MEMBER colour)
    Q_PROPERTY(QStringList names MEMBER names)
    Q_PROPERTY(QDate date MEMBER date)
    Q_PROPERTY(double factor MEMBER factor)
public:
    Deposit deposit;
    Words::Colour colour = Words::Colour::Green;
    QStringList names;
    QDate date;
    double factor = 0.5;
};

struct Written
{
    int value = 0;
};

QDebug operator<<(QDebug debug, const Written &written)
{
    return debug << "Written no. " << written.value;
}

struct Befriended
{
    friend QDebug operator<<(QDebug debug, Befriended) { return debug << "Befriended"; }
};

struct Older
{
    explicit Older(int) { }
    friend QDebug operator<<(QDebug debug, const Older &) { return debug << "Older"; }
};
struct Younger : Older
{
    using Older::Older;
};

template<typename T>
struct Streamed
{
    T value;
};

template<typename T>
QDebug operator<<(QDebug debug, const Streamed<T> &streamed)
{
    return debug << "Streamed " << streamed.value;
}

template<typename T>
struct Box
{
    T value;
    void put(T) { }
    template<typename U>
    void set(const U &)
    {
    }
};

} // namespace Bank

struct GetBalance
{
};
struct Withdraw
{
    int cents;
};
struct Converts
{
    operator int() const { return 1; }
    operator QString() const { return QStringLiteral("no"); }
};
enum class Plain { A, B };

namespace {
struct Endless
{
    using value_type = int;
    struct Iterator
    {
        int value;
        int operator*() const { return value; }
        Iterator &operator++()
        {
            ++value;
            return *this;
        }
        bool operator!=(const Iterator &) const { return true; }
    };
    Iterator begin() const { return {0}; }
    Iterator end() const { return {0}; }
};

struct Unnamed
{
    void go(int) { }
};
} // namespace

class Worker : public QObject
{
    Q_OBJECT
public:
    void increment(int) { }
    int value() const noexcept { return 1; }
    virtual void work(const QString &) { }
    void move(std::unique_ptr<int>) { }
    // NOLINTNEXTLINE(performance-unnecessary-value-param): shown as it is written
    std::function<void(int)> callback(std::function<void(int)>, void (*)(int)) { return {}; }

public Q_SLOTS:
    void only(const QDate &) { }
    void first(int, int) { }
    void second(int, int) { }
};

class BetterWorker : public Worker
{
    Q_OBJECT
public:
    void work(const QString &) override { }
};

class Side
{
public:
    virtual ~Side() = default;
    virtual void turn(int) { }
};

class TwoBases : public QObject, public Side
{
    Q_OBJECT
public:
    void turn(int) override { }
};

namespace {

template<typename T>
QString described(const T &value)
{
    Internal::Representation text;
    Internal::describe(text, value);
    return text.toString();
}

QString viewed(QByteArrayView view)
{
    return QString::fromUtf8(view);
}

} // namespace

class RepresentationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAndTextsAreWrittenAsInSource();
    void enumsAreWrittenByName();
    void gadgetsShowTheirProperties();
    void classesWithoutPropertiesShowTheirName();
    void debugStreamingOfTheTypeItselfIsUsed();
    void containersShowTheirElements();
    void wrappersShowWhatTheyHold();
    void callsShowNameAndArguments();
    void textIsCutBehindAWholeCharacter();
    void hugeContainersAreNotWalkedToTheirEnd();
    void typesAreNamedAlikeByAllCompilers();
    void constantMethodsAreNamed();
    void runtimeMethodsAreNamed();
    void virtualMethodsAreNamedByTheObject();
    void methodsOfLibrariesAreNamed();
    void aMethodWithoutSymbolIsNamedByItsSignature();
    void methodsAreNamedFromSeveralThreads();
};

void RepresentationTest::numbersAndTextsAreWrittenAsInSource()
{
    QCOMPARE(described(true), "true");
    QCOMPARE(described(-5), "-5");
    QCOMPARE(described(quint64(-1)), "18446744073709551615");
    QCOMPARE(described(0.1), "0.1");
    QCOMPARE(described(QStringLiteral("a \"b\"")), "\"a \\\"b\\\"\"");
    QCOMPARE(described(QByteArray("bytes")), "\"bytes\"");
    QCOMPARE(described(std::string("text")), "\"text\"");
    QCOMPARE(described('c'), "\"c\"");
    QCOMPARE(described(QChar(u'ä')), "\"ä\"");
    QCOMPARE(described(5000ms), "5000ms");
    QCOMPARE(described(2s), "2s");
    QCOMPARE(described(1h), "1h");
    QCOMPARE(described(nullptr), "nullptr");
}

void RepresentationTest::enumsAreWrittenByName()
{
    QCOMPARE(described(Bank::Words::Colour::Red), "Red");
    QCOMPARE(described(Bank::Words::Colour(7)), "Bank::Words::Colour(7)");
    QCOMPARE(described(Bank::Words::Left), "Left");
    QCOMPARE(described(Plain::B), "Plain(1)");
    QCOMPARE(described(Bank::Words::Sides(Bank::Words::Left | Bank::Words::Right)),
             "QFlags<Bank::Words::Side>(Left|Right)");
}

void RepresentationTest::gadgetsShowTheirProperties()
{
    const Bank::Deposit deposit{5000, QStringLiteral("rent")};
    QCOMPARE(described(deposit), "Bank::Deposit{cents: 5000, note: \"rent\"}");
    const Bank::Letter letter{
        deposit, Bank::Words::Colour::Green, {QStringLiteral("x")}, QDate(2026, 1, 2), 0.5};
    QCOMPARE(described(letter),
             "Bank::Letter{deposit: Bank::Deposit{cents: 5000, note: \"rent\"}, colour: Green, "
             "names: [\"x\"], date: QDate(\"2026-01-02\"), factor: 0.5}");
}

void RepresentationTest::classesWithoutPropertiesShowTheirName()
{
    QCOMPARE(described(GetBalance{}), "GetBalance{}");
    QCOMPARE(described(Withdraw{1}), "Withdraw{...}");
    QCOMPARE(described(std::any(1)), "std::any{...}");
    QCOMPARE(described(std::filesystem::path("a/b")), "std::filesystem::path{...}");
    QCOMPARE(described(QFuture<int>()), "QFuture<int>{...}");
    QCOMPARE(described(std::make_shared<std::atomic<int>>(1)), "std::atomic<int>{...}");
}

void RepresentationTest::debugStreamingOfTheTypeItselfIsUsed()
{
    QCOMPARE(described(Bank::Written{7}), "Written no. 7");
    QCOMPARE(described(Bank::Older(1)), "Older");
    QCOMPARE(described(Bank::Younger(1)), "Bank::Younger{}");
    QCOMPARE(described(Bank::Befriended()), "Befriended");
    QCOMPARE(described(Bank::Streamed<int>{7}), "Streamed 7");
    QCOMPARE(described(Bank::Box<int>{7}), "Bank::Box<int>{...}");
    QCOMPARE(described(QDate(2026, 1, 2)), "QDate(\"2026-01-02\")");
    QCOMPARE(described(QUrl(QStringLiteral("http://a.b/"))), "QUrl(\"http://a.b/\")");
    QCOMPARE(described(Converts{}), "Converts{}");
}

void RepresentationTest::containersShowTheirElements()
{
    QCOMPARE(described(QList<int>{1, 2}), "[1, 2]");
    QCOMPARE(described(QStringList{QStringLiteral("a")}), "[\"a\"]");
    QCOMPARE(described(std::vector<bool>{true, false}), "[true, false]");
    QCOMPARE(described(QMap<QString, int>{{QStringLiteral("a"), 1}, {QStringLiteral("b"), 2}}),
             "{\"a\": 1, \"b\": 2}");
    QCOMPARE(described(std::map<int, Withdraw>{{1, Withdraw{1}}}), "{1: Withdraw{...}}");
    QCOMPARE(described(QList<Bank::Deposit>(1)), "[Bank::Deposit{cents: 0, note: \"\"}]");
}

void RepresentationTest::wrappersShowWhatTheyHold()
{
    QCOMPARE(described(std::optional<int>(3)), "3");
    QCOMPARE(described(std::optional<int>()), "nullopt");
    QCOMPARE(described(std::variant<int, QString>(QStringLiteral("v"))), "\"v\"");
    QCOMPARE(described(std::pair(1, QStringLiteral("v"))), "(1, \"v\")");
    QCOMPARE(described(std::tuple<>()), "()");
    QCOMPARE(described(std::make_unique<int>(3)), "3");
    QCOMPARE(described(std::shared_ptr<const Withdraw>()), "null");
    QCOMPARE(described(QSharedPointer<int>::create(4)), "4");
    QCOMPARE(described(QVariant(5)), "5");
    QCOMPARE(described(QVariant()), "invalid");
    QCOMPARE(described(QVariantList{QStringLiteral("a"), 1.5, true}), "[\"a\", 1.5, true]");
    QCOMPARE(described(QVariant::fromValue(Bank::Words::Colour::Green)), "Green");
    QCOMPARE(described(QVariant::fromValue(Bank::Words::Sides(Bank::Words::Left))),
             "QFlags<Bank::Words::Side>(Left)");
    QCOMPARE(described(QVariant::fromValue(Bank::Deposit())),
             "Bank::Deposit{cents: 0, note: \"\"}");
    QCOMPARE(described(QVariant::fromValue(Withdraw())), "Withdraw{...}");
}

void RepresentationTest::callsShowNameAndArguments()
{
    Internal::Representation text;
    Internal::describeCall(text, "Worker::increment",
                           std::tuple(3, QStringLiteral("x"), std::make_unique<int>(1)));
    QCOMPARE(text.toString(), "Worker::increment(3, \"x\", 1)");
}

void RepresentationTest::textIsCutBehindAWholeCharacter()
{
    const QString umlauts(1000, u'ä');
    Internal::Representation text;
    Internal::describe(text, umlauts);
    QVERIFY(text.isFull());
    QVERIFY(text.text().size() <= Internal::Representation::maxSize);
    QVERIFY(text.text().size() > Internal::Representation::maxSize - 4);
    QCOMPARE(text.toString(), u'"' + umlauts.first(126) + u'…');

    Internal::Representation raw;
    raw.append(QStringView(umlauts));
    QCOMPARE(raw.toString(), umlauts.first(126) + u'…');

    Internal::Representation fitting;
    fitting.append(QByteArrayView(QByteArray(256, 'x')));
    QVERIFY(!fitting.isFull());
    QCOMPARE(fitting.text(), QByteArray(256, 'x'));
    fitting.append('y');
    QCOMPARE(fitting.text(), QByteArray(253, 'x') + "…");
    fitting.append('y');
    QCOMPARE(fitting.text(), QByteArray(253, 'x') + "…");
}

void RepresentationTest::hugeContainersAreNotWalkedToTheirEnd()
{
    QVERIFY(described(Endless()).startsWith("[0, 1, 2"));
    QVERIFY(described(Endless()).endsWith(u'…'));
}

void RepresentationTest::typesAreNamedAlikeByAllCompilers()
{
    QCOMPARE(viewed(Internal::typeName<Bank::Deposit>()), "Bank::Deposit");
    QCOMPARE(viewed(Internal::typeName<Unnamed>()), "Unnamed");
    QCOMPARE(viewed(Internal::typeName<qint64>()), "long long");
    QCOMPARE(viewed(Internal::typeName<quint64>()), "unsigned long long");
    QCOMPARE(viewed(Internal::typeName<unsigned short>()), "unsigned short");
    QCOMPARE(viewed(Internal::typeName<std::string>()), "std::basic_string<char>");
    QCOMPARE(viewed(Internal::typeName<Bank::Box<Bank::Box<Bank::Box<int>>>>()),
             "Bank::Box<Bank::Box<Bank::Box<int>>>");
    QCOMPARE(viewed(Internal::typeName<int[3]>()), "int[3]");
    static_assert(Internal::typeName<int>().size() == 3);
}

void RepresentationTest::constantMethodsAreNamed()
{
    QCOMPARE(viewed(Internal::functionName<&Worker::increment>()), "Worker::increment");
    QCOMPARE(viewed(Internal::functionName<&Worker::value>()), "Worker::value");
    QCOMPARE(viewed(Internal::functionName<&BetterWorker::increment>()), "Worker::increment");
    QCOMPARE(viewed(Internal::functionName<&Unnamed::go>()), "Unnamed::go");
    QCOMPARE(viewed(Internal::functionName<&Bank::Box<int>::put>()), "Bank::Box<int>::put");
}

void RepresentationTest::runtimeMethodsAreNamed()
{
    const QMetaObject *metaObject = &Worker::staticMetaObject;
    QCOMPARE(Internal::methodName(metaObject, &Worker::increment), "Worker::increment");
    QCOMPARE(Internal::methodName(metaObject, &Worker::value), "Worker::value");
    QCOMPARE(Internal::methodName(metaObject, &Worker::move), "Worker::move");
    QCOMPARE(Internal::methodName(metaObject, &Worker::callback), "Worker::callback");
    QCOMPARE(Internal::methodName(metaObject, &Worker::second), "Worker::second");
    QCOMPARE(Internal::methodName(nullptr, &Unnamed::go), "Unnamed::go");
    QCOMPARE(Internal::methodName(nullptr, &Bank::Box<int>::put), "Bank::Box<int>::put");
    QVERIFY(Internal::methodName(nullptr, &Bank::Box<int>::set<QString>)
                .startsWith("Bank::Box<int>::set"));
}

void RepresentationTest::virtualMethodsAreNamedByTheObject()
{
    Worker worker;
    BetterWorker better;
    TwoBases two;
    QCOMPARE(Internal::methodName(nullptr, &Worker::work, &worker), "Worker::work");
    QCOMPARE(Internal::methodName(nullptr, &Worker::work, &better), "BetterWorker::work");
    QCOMPARE(Internal::methodName(nullptr, &Worker::work), "Worker::?(QString)");
    // The vtable of a second base leads to a thunk.
    QVERIFY(Internal::methodName(nullptr, &Side::turn, &two).endsWith("TwoBases::turn"));
    QCOMPARE(Internal::methodName(nullptr, &TwoBases::turn, &two), "TwoBases::turn");
}

void RepresentationTest::methodsOfLibrariesAreNamed()
{
    QCOMPARE(Internal::methodName(nullptr, qOverload<>(&QTimer::start)), "QTimer::start");
    QCOMPARE(Internal::methodName(nullptr, &QCoreApplication::applicationNameChanged),
             "QCoreApplication::applicationNameChanged");
}

void RepresentationTest::aMethodWithoutSymbolIsNamedByItsSignature()
{
    const std::array<quintptr, 2> nowhere{8, 0};
    const QMetaObject *metaObject = &Worker::staticMetaObject;
    const auto named = [&](QMetaType result, std::vector<QMetaType> parameters) {
        const Internal::MethodSignature signature{"Worker", result, parameters.data(),
                                                  qsizetype(parameters.size())};
        return Internal::methodName(metaObject, nowhere.data(), sizeof nowhere, signature);
    };
    const QMetaType none = QMetaType::fromType<void>();
    const QMetaType integer = QMetaType::fromType<int>();
    QCOMPARE(named(none, {QMetaType::fromType<QDate>()}), "Worker::only");
    QCOMPARE(named(none, {integer, integer}), "Worker::?(int, int)"); // two slots have these
    QCOMPARE(named(integer, {integer}), "Worker::?(int)");
    QCOMPARE(named(none, {}), "Worker::?()");
}

void RepresentationTest::methodsAreNamedFromSeveralThreads()
{
    std::vector<std::thread> threads;
    std::atomic<int> right = 0;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&right] {
            for (int n = 0; n < 50; ++n) {
                right += Internal::methodName(nullptr, &Worker::first) == "Worker::first";
                right += Internal::methodName(nullptr, &Worker::second) == "Worker::second";
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(right.load(), 400);
}

QTEST_GUILESS_MAIN(RepresentationTest)

#include "representationtest.moc"
