// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <memory>

namespace Actors {

namespace Internal {
class Link;
} // namespace Internal

/*!
 * \brief A handle of what Actors::connect() has made.
 *
 * A value; dropping it leaves the connection as it is. Its functions may be called from any thread.
 */
class ACTORS_CORE_EXPORT Connection
{
public:
    Connection() = default;

    //! Ends it. Emissions that are on their way still arrive.
    void disconnect();
    //! False once it was ended, or either end is gone.
    bool isConnected() const;
    //! As isConnected().
    explicit operator bool() const { return isConnected(); }

    // For the library.
    explicit Connection(std::shared_ptr<Internal::Link> link);

private:
    std::shared_ptr<Internal::Link> d;
};

} // namespace Actors
