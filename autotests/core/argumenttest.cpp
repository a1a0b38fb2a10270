// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/argument.h>

#include <QtTest>

#include <any>
#include <array>
#include <map>

using namespace Actors;
using Internal::Refusal;
using Internal::refusalOf;

namespace {

enum class Colour { Red };

struct Gadget
{
    Q_GADGET
    Q_PROPERTY(int value MEMBER value)
public:
    int value = 0;
};

struct MoveOnly
{
    std::unique_ptr<int> value;
};

struct Tree : QList<Tree>
{
};

struct Pinned
{
    Pinned() = default;
    Pinned(Pinned &&) = delete;
};

struct Guarded
{
};

struct Incomplete;

struct Deposit
{
    qint64 cents;
};
struct BigDeposit : Deposit
{
};
struct Withdraw
{
    Withdraw(qint64);
};
struct GetBalance
{
};
struct Anything
{
    template<typename T>
    Anything(const T &)
    {
    }
};

class Base
{
public:
    virtual ~Base() = default;
    void receive(const Deposit &) { got = "deposit"; }
    qint64 receive(const GetBalance &) const noexcept { return 7; }
    void method(int, const QString &, MoveOnly &&) { }
    static void classMethod(int) { }
    void lvalueQualified(int) & { }
    void volatileQualified(int) volatile { }
    void variable(int, ...) { }
    const QString &text() const noexcept { return m_text; }
    int field = 0;
    QByteArray got;

private:
    QString m_text;
};

class Secretive
{
public:
    void receive(int) { }

private:
    void receive(QDate) { }
};

class Hidden
{
    void receive(QDate) { }
};

class Derived : public Base
{
public:
    using Base::receive;
    void receive(MoveOnly &&) { got = "moved"; }
    // NOLINTNEXTLINE(performance-unnecessary-value-param): takes a value
    void receive(std::any) { got = "any"; }
    int receive(Anything) { return 1; }
    QString receive(qint64) { return {}; }
    // NOLINTNEXTLINE(performance-unnecessary-value-param): takes a value
    void receive(QString) { got = "text"; }
};

class Forgetful : public Base
{
public:
    void receive(int) { }
};

class Constructed
{
public:
    Constructed(int, const QString &) { }
};

class Slots
{
public:
    void setValue(int) { }
    void pair(qint64, const QString &) { }
    void nothing() { }
};

} // namespace

template<>
inline constexpr bool Actors::isThreadSafe<Guarded> = true;

class ArgumentTest : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void changed(int value, const QString &text);

private Q_SLOTS:
    void valuesMayTravel();
    void whatRefersToAnotherThreadMayNot();
    void refusedTypesAreFoundInsideOthers();
    void memberPointersSayWhatTheyTake();
    void receiveIsFoundByItsExactType();
    void receiveIsNotFoundThroughConversions();
    void theFoundReceiveCanBeCalled();
    void callsThatFitAreAccepted();
    void slotsMayTakeFewerArgumentsThanTheSignal();
};

void ArgumentTest::valuesMayTravel()
{
    static_assert(ActorArgument<int>);
    static_assert(ActorArgument<const int &>);
    static_assert(ActorArgument<int &&>);
    static_assert(ActorArgument<const QString &>);
    static_assert(ActorArgument<QStringList>);
    static_assert(ActorArgument<const QVariantMap &>);
    static_assert(ActorArgument<QHash<QString, QList<int>>>);
    static_assert(ActorArgument<QSet<Colour>>);
    static_assert(ActorArgument<std::map<int, std::string>>);
    static_assert(ActorArgument<std::array<int, 3>>);
    static_assert(ActorArgument<Colour>);
    static_assert(ActorArgument<Gadget>);
    static_assert(ActorArgument<MoveOnly>);
    static_assert(ActorArgument<MoveOnly &&>);
    static_assert(ActorArgument<const MoveOnly &>);
    static_assert(ActorArgument<Tree>);
    static_assert(ActorArgument<std::unique_ptr<Gadget>>);
    static_assert(ActorArgument<std::shared_ptr<const Gadget>>);
    static_assert(ActorArgument<std::shared_ptr<std::atomic<int>>>);
    static_assert(ActorArgument<std::shared_ptr<Guarded>>);
    static_assert(ActorArgument<QSharedPointer<const Gadget>>);
    static_assert(ActorArgument<std::function<void(int *)>>);
    static_assert(ActorArgument<std::optional<QString>>);
    static_assert(ActorArgument<std::variant<int, QString>>);
    static_assert(ActorArgument<std::tuple<int, QString>>);
    static_assert(ActorArgument<std::pair<const int, QString>>);
    static_assert(ActorArgument<QVariant>);
    static_assert(ActorArgument<QDate>);
    static_assert(ActorArgument<QFuture<int>>);
    static_assert(ActorArgument<std::chrono::milliseconds>);
    static_assert(ActorArgument<void (*)(int)>);
    static_assert(ActorArgument<void (Base::*)(int)>);
    static_assert(ActorArgument<std::nullptr_t>);
    static_assert(Internal::checkResult<void>());
    static_assert(Internal::checkResult<const QString &>());
    static_assert(Internal::checkResult<QFuture<void>>());
    static_assert(Internal::checkArguments<>());
    static_assert(Internal::checkArguments<int, const QString &, MoveOnly &&>());
}

void ArgumentTest::whatRefersToAnotherThreadMayNot()
{
    static_assert(refusalOf<int &>() == Refusal::NonConstReference);
    static_assert(refusalOf<QString &>() == Refusal::NonConstReference);
    static_assert(refusalOf<volatile int>() == Refusal::Volatile);
    static_assert(refusalOf<const volatile int &>() == Refusal::Volatile);
    static_assert(refusalOf<QObject *>() == Refusal::QObjectPointer);
    static_assert(refusalOf<const QTimer *>() == Refusal::QObjectPointer);
    static_assert(refusalOf<QTimer *const &>() == Refusal::QObjectPointer);
    static_assert(refusalOf<QPointer<QTimer>>() == Refusal::QObjectPointer);
    static_assert(refusalOf<std::unique_ptr<QTimer>>() == Refusal::QObjectPointer);
    static_assert(refusalOf<std::shared_ptr<const QTimer>>() == Refusal::QObjectPointer);
    static_assert(refusalOf<const QTimer &>() == Refusal::QObjectValue);
    static_assert(refusalOf<QTimer &>() == Refusal::QObjectValue);
    static_assert(refusalOf<const char *>() == Refusal::StringPointer);
    static_assert(refusalOf<const char16_t *>() == Refusal::StringPointer);
    static_assert(refusalOf<QChar *>() == Refusal::StringPointer);
    static_assert(refusalOf<int *>() == Refusal::Pointer);
    static_assert(refusalOf<void *>() == Refusal::Pointer);
    static_assert(refusalOf<Incomplete *>() == Refusal::Pointer);
    static_assert(refusalOf<int **>() == Refusal::Pointer);
    static_assert(refusalOf<std::shared_ptr<Gadget>>() == Refusal::SharedPointer);
    static_assert(refusalOf<std::weak_ptr<Gadget>>() == Refusal::SharedPointer);
    static_assert(refusalOf<QSharedPointer<Gadget>>() == Refusal::SharedPointer);
    static_assert(refusalOf<QStringView>() == Refusal::StringView);
    static_assert(refusalOf<QAnyStringView>() == Refusal::StringView);
    static_assert(refusalOf<QUtf8StringView>() == Refusal::StringView);
    static_assert(refusalOf<QByteArrayView>() == Refusal::StringView);
    static_assert(refusalOf<QLatin1String>() == Refusal::StringView);
    static_assert(refusalOf<const std::string_view &>() == Refusal::StringView);
    static_assert(refusalOf<std::span<int>>() == Refusal::View);
    static_assert(refusalOf<std::initializer_list<int>>() == Refusal::InitializerList);
    static_assert(refusalOf<std::reference_wrapper<int>>() == Refusal::ReferenceWrapper);
    static_assert(refusalOf<const int(&)[3]>() == Refusal::Array);
    static_assert(refusalOf<QModelIndex>() == Refusal::ModelIndex);
    static_assert(refusalOf<const Incomplete &>() == Refusal::Incomplete);
    static_assert(refusalOf<const Pinned &>() == Refusal::NotMovable);
    static_assert(refusalOf<const std::atomic<int> &>() == Refusal::NotMovable);
    static_assert(!ActorArgument<int &>);
}

void ArgumentTest::refusedTypesAreFoundInsideOthers()
{
    static_assert(refusalOf<const QList<QObject *> &>() == Refusal::QObjectPointer);
    static_assert(refusalOf<QMap<QString, QTimer *>>() == Refusal::QObjectPointer);
    static_assert(refusalOf<QHash<const char *, int>>() == Refusal::StringPointer);
    static_assert(refusalOf<std::map<int, QStringView>>() == Refusal::StringView);
    static_assert(refusalOf<std::vector<std::optional<std::string_view>>>() == Refusal::StringView);
    static_assert(refusalOf<std::pair<int, int *>>() == Refusal::Pointer);
    static_assert(refusalOf<std::tuple<int, const int &>>() == Refusal::InnerReference);
    static_assert(refusalOf<std::variant<int, std::span<int>>>() == Refusal::View);
    static_assert(refusalOf<std::optional<QObject *>>() == Refusal::QObjectPointer);
    static_assert(refusalOf<QFuture<QObject *>>() == Refusal::QObjectPointer);
    static_assert(refusalOf<QSet<QObject *>>() == Refusal::QObjectPointer);
    static_assert(refusalOf<std::array<int *, 2>>() == Refusal::Pointer);
}

void ArgumentTest::memberPointersSayWhatTheyTake()
{
    using Method = Internal::MemberFunction<decltype(&Base::method)>;
    static_assert(std::is_same_v<Method::Class, Base>);
    static_assert(std::is_same_v<Method::Result, void>);
    static_assert(
        std::is_same_v<Method::Parameters, Internal::Types<int, const QString &, MoveOnly &&>>);
    static_assert(std::is_same_v<Method::Arguments, std::tuple<int, QString, MoveOnly>>);
    static_assert(!Method::isConst && !Method::isNoexcept && Method::isCallable);
    using Getter = Internal::MemberFunction<decltype(&Base::text)>;
    static_assert(Getter::isConst && Getter::isNoexcept);
    static_assert(std::is_same_v<Internal::Stored<Getter::Result>, QString>);
    static_assert(!Internal::MemberFunction<decltype(&Base::classMethod)>::isCallable);
    static_assert(!Internal::MemberFunction<decltype(&Base::lvalueQualified)>::isCallable);
    static_assert(!Internal::MemberFunction<decltype(&Base::volatileQualified)>::isCallable);
    static_assert(!Internal::MemberFunction<decltype(&Base::variable)>::isCallable);
    static_assert(!Internal::MemberFunction<decltype(&Base::field)>::isCallable);
    static_assert(Internal::MethodPointer<decltype(&Base::classMethod)>);
    static_assert(!Internal::MethodPointer<Deposit>);
}

void ArgumentTest::receiveIsFoundByItsExactType()
{
    using Internal::ReceiveSignature;
    static_assert(ReceiveSignature<Base, Deposit>::exists);
    static_assert(std::is_same_v<ReceiveSignature<Base, GetBalance>::Result, qint64>);
    static_assert(ReceiveSignature<Derived, Deposit>::exists);
    static_assert(ReceiveSignature<Derived, GetBalance>::exists);
    static_assert(ReceiveSignature<Derived, MoveOnly>::exists);
    static_assert(ReceiveSignature<Derived, std::any>::exists);
    static_assert(std::is_same_v<ReceiveSignature<Derived, Anything>::Result, int>);
    static_assert(std::is_same_v<ReceiveSignature<Derived, qint64>::Result, QString>);
    static_assert(Internal::checkMessage<Derived, QString>());
}

void ArgumentTest::receiveIsNotFoundThroughConversions()
{
    using Internal::ReceiveSignature;
    static_assert(!ReceiveSignature<Base, BigDeposit>::exists);
    static_assert(!ReceiveSignature<Secretive, QDate>::exists);
    static_assert(ReceiveSignature<Secretive, int>::exists);
    static_assert(!ReceiveSignature<Hidden, QDate>::exists);
    static_assert(!ReceiveSignature<Derived, BigDeposit>::exists);
    static_assert(!ReceiveSignature<Derived, Withdraw>::exists);
    static_assert(!ReceiveSignature<Derived, int>::exists);
    static_assert(!ReceiveSignature<Derived, QByteArray>::exists);
    static_assert(!ReceiveSignature<Forgetful, Deposit>::exists);
    static_assert(ReceiveSignature<Forgetful, int>::exists);
    static_assert(!ReceiveSignature<Constructed, int>::exists);
}

void ArgumentTest::theFoundReceiveCanBeCalled()
{
    Derived derived;
    (derived.*Internal::ReceiveSignature<Derived, Deposit>::pointer)(Deposit{1});
    QCOMPARE(derived.got, "deposit");
    (derived.*Internal::ReceiveSignature<Derived, MoveOnly>::pointer)(MoveOnly{});
    QCOMPARE(derived.got, "moved");
    (derived.*Internal::ReceiveSignature<Derived, QString>::pointer)(QString());
    QCOMPARE(derived.got, "text");
    QCOMPARE((derived.*Internal::ReceiveSignature<Derived, GetBalance>::pointer)(GetBalance{}), 7);
}

void ArgumentTest::callsThatFitAreAccepted()
{
    using Method = decltype(&Base::method);
    static_assert(Internal::checkCall<Base, Method, int, const QString &, MoveOnly>());
    static_assert(Internal::checkCall<Derived, Method, short &, QString, MoveOnly>());
    static_assert(Internal::checkCall<Derived, decltype(&Base::text)>());
    static_assert(Internal::checkConstruction<Constructed, int, QString &>());
    static_assert(Internal::checkConstruction<Gadget>());
}

void ArgumentTest::slotsMayTakeFewerArgumentsThanTheSignal()
{
    using Signal = decltype(&ArgumentTest::changed);
    static_assert(Internal::checkConnection<Signal, Slots, decltype(&Slots::setValue)>());
    static_assert(Internal::checkConnection<Signal, Slots, decltype(&Slots::pair)>());
    static_assert(Internal::checkConnection<Signal, Slots, decltype(&Slots::nothing)>());
    static_assert(Internal::checkConnection<decltype(&QProcess::started), Slots,
                                            decltype(&Slots::nothing)>());
}

QTEST_GUILESS_MAIN(ArgumentTest)

#include "argumenttest.moc"
