// expect: adopt the object that does the work
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorSystem>

#include <QThread>

class Worker : public QThread
{
public:
    void run() override;
};

void start(Actors::ActorSystem &system)
{
    system.adopt<Worker>(QStringLiteral("worker"));
}
