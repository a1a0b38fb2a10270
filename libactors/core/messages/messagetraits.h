// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Actors {

/*!
 * \brief Says that value messages of type \a M go first in a control-aware mailbox.
 *
 * Other mailboxes take no notice of it; see Mailbox::controlAware(). Specialise it where M is
 * declared, so that all senders see it:
 *
 * \code
 * struct PauseNow {};
 * template<>
 * inline constexpr bool Actors::isControlMessage<PauseNow> = true;
 * \endcode
 */
template<typename M>
inline constexpr bool isControlMessage = false;

/*!
 * \brief Says that value messages of type \a M do not count as activity: they leave the receive
 * timeout, and a stop policy that waits for idleness, as they are.
 *
 * For heartbeats, polls and the like. Specialise it where M is declared, as isControlMessage.
 */
template<typename M>
inline constexpr bool keepsReceiveTimeout = false;

} // namespace Actors
