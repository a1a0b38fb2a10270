// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/SupervisorStrategy>

#include <QCoreApplication>
#include <QLoggingCategory>

#include <stdexcept>

//! [worker]
class Worker : public Actors::Actor
{
    Q_OBJECT

public:
    // A restart makes a new object; the address stays.
    Worker() { m_number = ++s_made; }

    int work(int job)
    {
        if (job == 2)
            throw std::runtime_error("the machine is hot");
        return m_number;
    }

private:
    inline static int s_made = 0;
    int m_number = 0;
};
//! [worker]

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    // What follows is a failure on purpose.
    QLoggingCategory::setFilterRules(QStringLiteral("actors.*=false"));
    Actors::ActorSystem system(QStringLiteral("demo"));

    //! [strategy]
    const auto strategy = Actors::SupervisorStrategy::oneForOne()
                              .maxRestarts(3)
                              .within(std::chrono::seconds(60))
                              .on<std::runtime_error>(Actors::Directive::Restart)
                              .otherwise(Actors::Directive::Stop);
    const auto worker =
        system.spawn(Actors::Props<Worker>().withSupervision(strategy), QStringLiteral("worker"));
    //! [strategy]

    for (int job = 1; job <= 3; ++job) {
        worker.ask(&Worker::work, job)
            .then(&app,
                  [job](int number) {
                      qInfo("job %d done by worker %d", job, number);
                      if (job == 3)
                          QCoreApplication::quit();
                  })
            .onFailed(&app, [job](const std::runtime_error &error) {
                qInfo("job %d failed: %s", job, error.what());
            });
    }
    return app.exec();
}

#include "main.moc"
