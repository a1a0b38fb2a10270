// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>

#include <QCoreApplication>
#include <QLoggingCategory>

#include <stdexcept>

//! [handler]
class Calculator : public Actors::Actor
{
    Q_OBJECT

public:
    int divide(int dividend, int divisor)
    {
        if (divisor == 0)
            throw std::domain_error("division by zero");
        return dividend / divisor; // answers the ask
    }
};
//! [handler]

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    // What follows is a failure on purpose.
    QLoggingCategory::setFilterRules(QStringLiteral("actors.*=false"));
    Actors::ActorSystem system(QStringLiteral("demo"));
    const auto calculator = system.spawn<Calculator>(QStringLiteral("calculator"));

    //! [ask]
    calculator.ask(&Calculator::divide, 12, 4).then(&app, [](int quotient) {
        qInfo() << "12 / 4 =" << quotient;
    });
    //! [ask]
    //! [failure]
    calculator.ask(&Calculator::divide, 1, 0)
        .then(&app, [](int quotient) { qInfo() << quotient; })
        .onFailed(&app, [](const std::domain_error &error) {
            qInfo("1 / 0: %s", error.what());
            QCoreApplication::quit();
        });
    //! [failure]
    return app.exec();
}

#include "main.moc"
