// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/observation.h>
#include <Actors/Inspection/probe.h>

#include <map>
#include <memory>
#include <mutex>

namespace Actors::Inspection {

namespace {

//! Gives each system of the process a probe, if the environment wants that.
class EnvironmentWitness final : public Internal::SystemWitness
{
public:
    EnvironmentWitness() { set(this); }
    ~EnvironmentWitness() override { set(nullptr); }
    Q_DISABLE_COPY_MOVE(EnvironmentWitness)

    void made(ActorSystem &system) override
    {
        const auto options = ProbeOptions::fromEnvironment();
        if (!options)
            return;
        auto probe = std::make_unique<Probe>(system, *options);
        const std::lock_guard lock(m_mutex);
        m_probes[&system] = std::move(probe);
    }
    void ending(ActorSystem &system) override
    {
        std::unique_ptr<Probe> probe;
        const std::lock_guard lock(m_mutex);
        const auto found = m_probes.find(&system);
        if (found == m_probes.end())
            return;
        probe = std::move(found->second);
        m_probes.erase(found);
    }

private:
    std::mutex m_mutex;
    std::map<ActorSystem *, std::unique_ptr<Probe>> m_probes;
};

const EnvironmentWitness theWitness;

} // namespace

} // namespace Actors::Inspection

//! Programs name it as they are linked, so that the linker keeps this part of the library.
extern "C" ACTORS_INSPECTION_EXPORT void actors_inspection_attend() { }
