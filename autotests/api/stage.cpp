// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Section 6: the process's default system, for those who come from DomoActors.

#include <Actors/Core/Core>

#include <QCoreApplication>
#include <QLoggingCategory>

class ICounter
{
public:
    virtual ~ICounter() = default;
    virtual void increment() = 0;
    virtual int value() const = 0;
};
Q_DECLARE_INTERFACE(ICounter, "org.libactors.api.ICounter")

class Counter : public Actors::Actor, public ICounter
{
    Q_OBJECT
    Q_INTERFACES(ICounter)

public:
    explicit Counter(int start = 0)
        : m_value(start)
    {
    }
    void increment() override { ++m_value; }
    int value() const override { return m_value; }
    void crash() { throw Actors::ActorError(QStringLiteral("out of order")); }

private:
    int m_value;
};

class Overseer : public Actors::Supervisor
{
    Q_OBJECT

public:
    Actors::SupervisorStrategy supervisionStrategy() const override
    {
        return Actors::SupervisorStrategy::stopping();
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("actors.*=false"));
    Actors::ActorSystem &system = Actors::stage();
    qInfo() << (&system == &Actors::stage()) << system.name();

    const Actors::Protocol<ICounter> protocol("Counter", [](const Actors::Definition &definition) {
        return std::make_unique<Counter>(definition.parameter<int>(0));
    });
    const Actors::Uuid7Address address = Actors::Uuid7Address::create();
    const auto counter = system.actorFor<ICounter>(
        protocol, Actors::Definition(QStringLiteral("Counter"), address, {}));
    counter.tell(&ICounter::increment);
    counter.tell(&ICounter::increment);
    qInfo() << "Count:" << counter.ask(&ICounter::value).result();
    qInfo() << (system.actorOf(address) == counter.untyped());

    // A parent, a supervisor by name, a number for an address, an argument.
    const auto overseer = system.spawn<Overseer>(QStringLiteral("overseer"));
    system.registerSupervisor(QStringLiteral("strict"), overseer);
    const auto child = system.actorFor<ICounter>(
        protocol, Actors::Definition(QStringLiteral("Tally"), Actors::NumericAddress(17), {40}),
        counter, QStringLiteral("strict"));
    qInfo() << (child.path() == counter.path() + QStringLiteral("/Tally-17"))
            << child.ask(&ICounter::value).result();
    child.as<Counter>().tell(&Counter::crash);
    child.terminated().waitForFinished();
    qInfo() << system.actorOf(Actors::NumericAddress(17)).isNull()
            << counter.ask(&ICounter::value).result();
    return 0;
}

#include "stage.moc"
