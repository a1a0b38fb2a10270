// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

//! [hello]
#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>

#include <QCoreApplication>

class Counter : public Actors::Actor
{
    Q_OBJECT
    Q_PROPERTY(int value READ value NOTIFY valueChanged)

public:
    explicit Counter(int start = 0)
        : m_value(start)
    {
    }
    int value() const { return m_value; }

public Q_SLOTS:
    void increment(int by)
    {
        m_value += by;
        Q_EMIT valueChanged(m_value);
    }

Q_SIGNALS:
    void valueChanged(int value);

private:
    int m_value;
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Actors::ActorSystem system(QStringLiteral("demo"));

    auto counter = system.spawn<Counter>(QStringLiteral("counter"), 40); // Ref<Counter>
    counter.tell(&Counter::increment, 2); // a queued call: returns at once
    counter.ask(&Counter::value).then(&app, [](int value) { // Reply<int>
        qInfo() << value; // 42
        QCoreApplication::quit();
    });
    return app.exec();
}
//! [hello]

#include "main.moc"
