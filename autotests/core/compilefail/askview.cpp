// expect: cannot carry a string view.*Use QString or QByteArray
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>

#include <QStringView>

class Note : public Actors::Actor
{
public:
    QStringView text() const;
};

void send(const Actors::Ref<Note> &note)
{
    note.ask(&Note::text);
}
