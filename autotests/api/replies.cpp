// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Section 2: what finishes later is a Reply; what handlers may return; how an ask fails.

#include <Actors/Core/Core>

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QPromise>

#include <stdexcept>

using namespace std::chrono_literals;

struct Ping
{
};

class Backend : public Actors::Actor
{
    Q_OBJECT

public:
    int twice(int number) { return 2 * number; }
    int broken() { throw std::runtime_error("no such luck"); }
    // Never answers, until told.
    int later()
    {
        m_deferred = deferReply<int>();
        return 0;
    }
    void finish(int number) { m_deferred.resolve(number); }
    void byHand() { reply(77); }
    QFuture<int> promised()
    {
        QPromise<int> promise;
        promise.start();
        promise.addResult(13);
        promise.finish();
        return promise.future();
    }

private:
    Actors::Deferred<int> m_deferred;
};

class Front : public Actors::Actor
{
    Q_OBJECT

public:
    explicit Front(const Actors::Ref<Backend> &backend)
        : m_backend(backend)
    {
    }

    Actors::Reply<int> quadruple(int number)
    {
        return m_backend.ask(&Backend::twice, number).then(this, [this](int twice) {
            return m_backend.ask(&Backend::twice, twice);
        });
    }
    QString blocking()
    {
        Actors::Reply<int> reply = m_backend.ask(&Backend::twice, 1);
        if (reply.waitForFinished(1s))
            return QStringLiteral("waited");
        try {
            reply.result();
        } catch (const Actors::DeadlockError &) {
            return QStringLiteral("deadlock");
        }
        return QStringLiteral("neither");
    }
    void asLoud()
    {
        become(Actors::Behavior().on([](const Ping &) { return QStringLiteral("PONG"); }));
    }
    void asBefore() { unbecome(); }
    QString receive(const Ping &) { return QStringLiteral("pong"); }

private:
    Actors::Ref<Backend> m_backend;
};

template<class T>
static void showFailure(Actors::Reply<T> reply)
{
    reply.waitForFinished();
    try {
        reply.result();
        qInfo("answered");
    } catch (const Actors::AskTimeout &) {
        qInfo("AskTimeout");
    } catch (const Actors::ActorStopped &) {
        qInfo("ActorStopped");
    } catch (const Actors::Unhandled &) {
        qInfo("Unhandled");
    } catch (const std::exception &error) {
        qInfo("%s", error.what());
    }
}

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    // The failures are wanted here.
    QLoggingCategory::setFilterRules(QStringLiteral("actors.*=false"));
    Actors::ActorSystem system(QStringLiteral("demo"));

    const auto resuming =
        Actors::SupervisorStrategy::oneForOne().otherwise(Actors::Directive::Resume);
    const auto backend =
        system.spawn(Actors::Props<Backend>().withSupervision(resuming), QStringLiteral("backend"));
    const auto front = system.spawn<Front>(QStringLiteral("front"), backend);

    // main before exec: waiting is allowed.
    qInfo() << front.ask(&Front::quadruple, 3).result();
    qInfo() << backend.ask(&Backend::promised).result();
    qInfo() << qPrintable(front.ask(&Front::blocking).result());
    qInfo() << qPrintable(front.ask(Ping{}).result());
    front.tell(&Front::asLoud);
    qInfo() << qPrintable(front.ask(Ping{}).result());
    front.tell(&Front::asBefore);
    qInfo() << qPrintable(front.ask(Ping{}).result());

    Actors::Reply<int> deferred = backend.ask(&Backend::later);
    qInfo() << deferred.isFinished();
    backend.tell(&Backend::finish, 5);
    qInfo() << deferred.result();

    qInfo() << backend.untyped().invoke("unknown").waitForFinished();
    showFailure(backend.ask(&Backend::broken));
    showFailure(backend.ask(1ms, &Backend::later));
    showFailure(backend.untyped().ask(QVariant(QStringLiteral("what?"))));
    backend.stop().waitForFinished();
    showFailure(backend.ask(&Backend::twice, 1));

    // then() may be attached after the answer; a failure goes past it to onFailed().
    Actors::Reply<int> finished = front.ask(&Front::quadruple, 1);
    finished.waitForFinished();
    std::move(finished)
        .then(&app, [](int) { qInfo("never"); })
        .onFailed(&app, [](const Actors::ActorStopped &) {
            qInfo("failed: ActorStopped");
            QCoreApplication::quit();
        });
    return app.exec();
}

#include "replies.moc"
