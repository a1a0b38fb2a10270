// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "stage.h"

#include <QCoreApplication>
#include <QThread>

#include <memory>
#include <mutex>
#include <utility>

namespace Actors {

namespace {

//! The stage of the present application object.
struct Stage
{
    std::mutex mutex;
    std::unique_ptr<ActorSystem> system;
    std::unique_ptr<ActorSystem> closed; //!< For calls without an application object.
};

Stage &theStage()
{
    static Stage stage;
    return stage;
}

void endStage()
{
    std::unique_ptr<ActorSystem> system;
    {
        const std::lock_guard lock(theStage().mutex);
        system = std::move(theStage().system);
    }
}

} // namespace

ActorSystem &stage()
{
    Stage &stage = theStage();
    const std::lock_guard lock(stage.mutex);
    if (stage.system)
        return *stage.system;
    const QString name = QStringLiteral("stage");
    if (!QCoreApplication::instance()) {
        if (!stage.closed)
            stage.closed = std::make_unique<ActorSystem>(name);
        return *stage.closed;
    }
    stage.system = std::make_unique<ActorSystem>(name);
    QThread *home = QCoreApplication::instance()->thread();
    stage.system->moveToThread(home);
    stage.system->deadLetters()->moveToThread(home);
    stage.system->eventStream()->moveToThread(home);
    // Called before the routine that warns of systems which outlive the application.
    qAddPostRoutine(&endStage);
    return *stage.system;
}

} // namespace Actors
