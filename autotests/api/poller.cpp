// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Section 5: inside an actor.

#include <Actors/Core/Core>

#include <QCoreApplication>
#include <QPromise>

using namespace std::chrono_literals;

class Cache : public Actors::Actor
{
    Q_OBJECT

public:
    explicit Cache(const QStringList &entries = {})
        : m_entries(entries)
    {
    }
    void insert(const QString &entry) { m_entries += entry; }
    int size() const { return int(m_entries.size()); }

private:
    QStringList m_entries;
};

class Poller : public Actors::Actor
{
    Q_OBJECT

public:
    //! Makes what was stashed go on.
    void setReady()
    {
        if (m_ready)
            return;
        qInfo() << "stashed" << (stashSize() > 0);
        m_ready = true;
        unstashAll();
    }

Q_SIGNALS:
    void done();

protected:
    void beforeStart() override
    {
        hold(openDatabaseAsync());
        m_cache = spawn<Cache>(QStringLiteral("cache"));
        watch(m_cache);
        timers().startPeriodic(QStringLiteral("poll"), 1ms, &Poller::poll);
        setReceiveTimeout(1ms);
        qInfo() << "beforeStart" << path() << childActors().size();
    }
    void beforeStop() override { qInfo() << "beforeStop"; }
    void afterStop() override { qInfo() << "afterStop" << childActors().size(); }
    Actors::SupervisorStrategy supervisorStrategy() const override
    {
        return Actors::SupervisorStrategy::stopping();
    }
    void onTerminated(const Actors::Terminated &terminated) override
    {
        qInfo() << "terminated" << terminated.path();
        m_lost = true;
        setReceiveTimeout(1ms);
    }
    void onReceiveTimeout() override
    {
        if (!m_lost)
            return;
        setReceiveTimeout(0ms);
        qInfo() << "receive timeout";
        Q_EMIT done();
    }

private:
    QFuture<void> openDatabaseAsync()
    {
        return system()->blocking([this] { m_databaseOpen = true; });
    }
    void poll()
    {
        if (m_stopped)
            return;
        if (!m_ready) {
            if (stashSize() == 0)
                qInfo() << "database open" << m_databaseOpen;
            stash();
            self<Poller>().tell(&Poller::setReady);
            return;
        }
        timers().cancel(QStringLiteral("poll"));
        m_stopped = true;
        m_cache.tell(&Cache::insert, QStringLiteral("entry"));
        m_cache.ask(&Cache::size).then(this, [this](int n) {
            qInfo() << "cache" << n << (Actors::Actor::current() == self());
            m_cache.stop();
        });
    }

    Actors::Ref<Cache> m_cache;
    bool m_databaseOpen = false;
    bool m_ready = false;
    bool m_stopped = false;
    bool m_lost = false;
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    Actors::ActorSystem system(QStringLiteral("demo"));
    const auto poller = system.spawn<Poller>(QStringLiteral("poller"));
    Actors::connect(poller, &Poller::done, &app,
                    [=] { poller.stop().then(qApp, [] { QCoreApplication::quit(); }); });
    return app.exec();
}

#include "poller.moc"
