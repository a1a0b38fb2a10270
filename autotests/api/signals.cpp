// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Section 3: signals are mailboxes.

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/Connect>

#include <QApplication>
#include <QDial>
#include <QLoggingCategory>
#include <QSlider>

class Camera : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void frame(const QByteArray &pixels, int number);
};

class Detector : public Actors::Actor
{
    Q_OBJECT

public:
    void analyse(const QByteArray &pixels, int number)
    {
        m_seen += QStringLiteral("%1:%2 ").arg(number).arg(pixels.size());
    }
    QString seen() const { return m_seen; }

private:
    QString m_seen;
};

class Motor : public Actors::Actor
{
    Q_OBJECT

public Q_SLOTS:
    void setSpeed(int speed)
    {
        if (speed > 100)
            Q_EMIT stalled(QStringLiteral("too fast"), speed);
        else
            Q_EMIT speedChanged(speed);
    }

Q_SIGNALS:
    void speedChanged(int speed);
    void stalled(const QString &why, int speed);
};

class Alarm : public Actors::Actor
{
    Q_OBJECT

public Q_SLOTS:
    // Fewer arguments than the signal has.
    void ring(const QString &why) { m_why = why; }
    QString why() const { return m_why; }

private:
    QString m_why;
};

//! Emits where no connection can be before the spawn.
class Early : public Actors::Actor
{
    Q_OBJECT

public:
    Early() { Q_EMIT said(QStringLiteral("constructor")); }

protected:
    void beforeStart() override { Q_EMIT said(QStringLiteral("beforeStart")); }

Q_SIGNALS:
    void said(const QString &what);
};

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    Actors::ActorSystem system(QStringLiteral("demo"));
    QSlider slider;
    slider.setRange(0, 200);
    QDial dial;
    dial.setRange(0, 200);
    Camera camera;
    const auto motor = system.spawn<Motor>(QStringLiteral("motor"));
    const auto alarm = system.spawn<Alarm>(QStringLiteral("alarm"));
    const auto detector = system.spawn<Detector>(QStringLiteral("detector"));

    Actors::Connection sliding =
        Actors::connect(&slider, &QSlider::valueChanged, motor, &Motor::setSpeed);
    Actors::connect(&camera, &Camera::frame, detector, &Detector::analyse,
                    Actors::Delivery::latest());
    Actors::connect(motor, &Motor::speedChanged, &dial, &QDial::setValue);
    Actors::connect(motor, &Motor::stalled, alarm, &Alarm::ring);
    Actors::connect(motor, &Motor::stalled, &app,
                    [](const QString &why, int speed) { qInfo() << why << speed; });

    // Never more than one frame waits.
    detector.suspend();
    detector.started().waitForFinished();
    QLoggingCategory::setFilterRules(QStringLiteral("actors.*=false"));
    for (int i = 1; i <= 100; ++i)
        Q_EMIT camera.frame(QByteArray(i, 'x'), i);
    qInfo() << system.deadLetters()->count();
    detector.resume();
    qInfo() << detector.ask(&Detector::seen).result();

    // Of the Props, a connection sees the first beforeStart().
    const auto early =
        system.spawn(Actors::Props<Early>().withConnection(
                         &Early::said, &app, [](const QString &what) { qInfo() << what; }),
                     QStringLiteral("early"));
    early.started().waitForFinished();
    QCoreApplication::processEvents();

    QObject::connect(&dial, &QDial::valueChanged, &app, [&](int value) {
        qInfo() << "dial" << value << sliding.isConnected();
        if (value == 42) {
            slider.setValue(150);
            slider.setValue(43);
            return;
        }
        alarm.ask(&Alarm::why).then(&app, [&](const QString &why) {
            qInfo() << why;
            sliding.disconnect();
            slider.setValue(44);
            qInfo() << sliding.isConnected();
            motor.stop().then(&app, [] { QApplication::quit(); });
        });
    });
    slider.setValue(42);
    return app.exec();
}

#include "signals.moc"
