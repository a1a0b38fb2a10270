// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/Definition>
#include <Actors/Core/Protocol>
#include <Actors/Core/Stage>
#include <Actors/Core/Uuid7Address>

#include <QCoreApplication>

//! [protocol]
class ICounter
{
public:
    virtual ~ICounter() = default;
    virtual void increment() = 0;
    virtual int value() const = 0;
};
Q_DECLARE_INTERFACE(ICounter, "org.libactors.example.ICounter")

class Counter : public Actors::Actor, public ICounter
{
    Q_OBJECT
    Q_INTERFACES(ICounter)

public:
    void increment() override { ++m_value; }
    int value() const override { return m_value; }

private:
    int m_value = 0;
};
//! [protocol]

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);

    //! [stage]
    const Actors::Protocol<ICounter> protocol("Counter",
                                              [] { return std::make_unique<Counter>(); });
    const auto counter = Actors::stage().actorFor<ICounter>(
        protocol,
        Actors::Definition(QStringLiteral("Counter"), Actors::Uuid7Address::create(), {}));
    counter.tell(&ICounter::increment);
    counter.tell(&ICounter::increment);
    counter.ask(&ICounter::value).then(&app, [](int count) {
        qInfo() << "Count:" << count;
        QCoreApplication::quit();
    });
    //! [stage]
    return app.exec();
}

#include "main.moc"
