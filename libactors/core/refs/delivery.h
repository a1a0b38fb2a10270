// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

namespace Actors {

//! How the emissions of a connection become messages of an actor.
class Delivery
{
public:
    //! Each emission is a message; the connection ends with the actor.
    Delivery() = default;

    //! At most one emission of the connection waits: a later one takes its place, and the old one
    //! is lost as Coalesced.
    static Delivery latest()
    {
        Delivery delivery;
        delivery.m_latest = true;
        return delivery;
    }

    //! Emissions towards a stopped actor become dead letters; the connection ends with the emitter.
    static Delivery report()
    {
        Delivery delivery;
        delivery.m_report = true;
        return delivery;
    }

    //! With report() as well.
    Delivery reported() const
    {
        Delivery delivery(*this);
        delivery.m_report = true;
        return delivery;
    }

    //! Whether latest() was chosen.
    bool isLatest() const { return m_latest; }
    //! Whether report() was chosen.
    bool isReported() const { return m_report; }

private:
    bool m_latest = false;
    bool m_report = false;
};

} // namespace Actors
