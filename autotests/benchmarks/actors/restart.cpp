// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

#include <stdexcept>

namespace Bench::OnActors {

namespace {

class Patient : public Actors::Actor
{
    Q_OBJECT

public:
    Patient(Lent<Gate> recovered, Lent<Sum> births)
        : m_recovered(*recovered)
    {
        births->add(1);
    }
    void fall() { throw std::runtime_error("fell"); }

protected:
    void afterRestart(const Actors::Failure &) override { m_recovered.arrive(); }

private:
    Gate &m_recovered;
};

} // namespace

Result restart(qint64 failures)
{
    beQuiet();
    Gate recovered{int(failures)};
    Sum births;
    Threads threads;
    const auto patient = threads.spawn(
        0,
        Actors::Props<Patient>(Lent(recovered), Lent(births))
            .withSupervision(Actors::SupervisorStrategy::oneForOne().maxRestarts(-1)));
    settle(patient);

    const double start = now();
    for (qint64 i = 0; i < failures; ++i)
        patient.tell(&Patient::fall);
    recovered.wait();
    return {double(failures), now() - start, births.value() == failures + 1};
}

} // namespace Bench::OnActors

#include "restart.moc"
