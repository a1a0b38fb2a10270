// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/calls.h>

#include <functional>
#include <memory>
#include <vector>

namespace Actors {

/*!
 * \brief What an actor does with value messages: a table of handlers by the type of the value.
 *
 * Given to Actor::become(). A value, implicitly shared. The handler of a type that was added later
 * takes the place of the earlier one. What a handler returns answers an ask.
 */
class ACTORS_CORE_EXPORT Behavior
{
public:
    Behavior();
    Behavior(const Behavior &other);
    Behavior &operator=(const Behavior &other);
    ~Behavior();

    //! Handles values of the type of its parameter by a function object.
    template<class F>
    Behavior on(F handler) const
    {
        using Parameter =
            Internal::Stored<typename Internal::FailureParameter<decltype(&F::operator())>::Type>;
        return with(Internal::MessageType<Parameter>::id(),
                    [handler = std::move(handler)](const void *value,
                                                   const Internal::MessageTable &table,
                                                   void *arguments) mutable {
                        Internal::answerByHand(table, arguments, [&]() -> decltype(auto) {
                            return handler(*static_cast<const Parameter *>(value));
                        });
                    });
    }

    //! Handles values by a member function of \a object, which is the actor itself.
    template<class T, class R, class P>
    Behavior on(T *object, R (T::*handler)(P)) const
    {
        return on([object, handler](const Internal::Stored<P> &value) -> R {
            return (object->*handler)(value);
        });
    }

    //! Whether it handles nothing.
    bool isEmpty() const;

    // For the library.
    using Handler = std::function<void(const void *value, const Internal::MessageTable &table,
                                       void *arguments)>;
    const Handler *find(const void *type) const;

private:
    Behavior with(const void *type, Handler handler) const;

    class Data;
    std::shared_ptr<const Data> d;
};

} // namespace Actors
