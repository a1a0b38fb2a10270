// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/Props>

#include <QCoreApplication>

using namespace std::chrono_literals;

//! [timers]
class Clock : public Actors::Actor
{
    Q_OBJECT

Q_SIGNALS:
    void rang();

protected:
    void beforeStart() override
    {
        // A tick is a message of the actor: one at a time, and never two that wait.
        timers().startPeriodic(QStringLiteral("tick"), 5ms, &Clock::tick);
    }

private:
    void tick()
    {
        qInfo() << "tick" << ++m_ticks;
        if (m_ticks < 3)
            return;
        timers().cancel(QStringLiteral("tick"));
        timers().startSingle(QStringLiteral("alarm"), 10ms, &Clock::ring);
    }
    void ring()
    {
        qInfo("alarm");
        Q_EMIT rang();
    }

    int m_ticks = 0;
};
//! [timers]

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Actors::ActorSystem system(QStringLiteral("demo"));
    // It begins by itself, so what listens to it is connected before it starts.
    system.spawn(
        Actors::Props<Clock>().withConnection(&Clock::rang, &app, [] { QCoreApplication::quit(); }),
        QStringLiteral("clock"));
    return app.exec();
}

#include "main.moc"
