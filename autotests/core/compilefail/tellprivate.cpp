// expect: private
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>

class Note : public Actors::Actor
{
private:
    void clear();
};

void send(const Actors::Ref<Note> &note)
{
    note.tell(&Note::clear);
}
