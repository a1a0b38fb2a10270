// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "commands.h"

#include "symbols.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include <optional>

namespace Actors::Inspector {

namespace {

enum class Menu : quint8 { File, View, Go, Target, Help };

//! A row of the table. Texts are not translated yet.
struct CommandInfo
{
    Command command;
    Menu menu;
    const char *text;
    const char *shortcut;
    std::optional<Symbol> symbol;
    bool beginsGroup = false; //!< A line parts it from those before it in the menu.
};

constexpr auto Context = "Commands";

constexpr std::array Table{
    CommandInfo{Command::ShowTargets, Menu::File, QT_TRANSLATE_NOOP("Commands", "&Attach…"),
                "Ctrl+O", Symbol::Attach},
    CommandInfo{Command::ConnectToSocket,
                Menu::File,
                QT_TRANSLATE_NOOP("Commands", "Connect to a &socket…"),
                "Ctrl+Shift+O",
                {}},
    CommandInfo{Command::OpenRecording,
                Menu::File,
                QT_TRANSLATE_NOOP("Commands", "Open &recording…"),
                "Ctrl+Shift+E",
                {}},
    CommandInfo{Command::AttachAgain, Menu::File, QT_TRANSLATE_NOOP("Commands", "Attach a&gain"),
                "Ctrl+Shift+R", Symbol::Refresh},
    CommandInfo{Command::CloseTarget, Menu::File, QT_TRANSLATE_NOOP("Commands", "&Close target"),
                "Ctrl+W", Symbol::Close, true},
    CommandInfo{Command::Quit, Menu::File, QT_TRANSLATE_NOOP("Commands", "&Quit"), "Ctrl+Q", {}},
    CommandInfo{Command::ShowHot, Menu::View, QT_TRANSLATE_NOOP("Commands", "&Hot"), "Ctrl+1",
                Symbol::Hot},
    CommandInfo{Command::ShowTree, Menu::View, QT_TRANSLATE_NOOP("Commands", "&Tree"), "Ctrl+2",
                Symbol::Tree},
    CommandInfo{Command::ShowClasses, Menu::View, QT_TRANSLATE_NOOP("Commands", "&Classes"),
                "Ctrl+3", Symbol::Classes},
    CommandInfo{Command::ShowDeadLetters, Menu::View,
                QT_TRANSLATE_NOOP("Commands", "&Dead letters"), "Ctrl+4", Symbol::DeadLetters},
    CommandInfo{Command::ShowDetails, Menu::View, QT_TRANSLATE_NOOP("Commands", "D&etails"),
                "Ctrl+5", Symbol::Details},
    CommandInfo{Command::ShowThreads, Menu::View, QT_TRANSLATE_NOOP("Commands", "Th&reads"),
                "Ctrl+6", Symbol::Threads},
    CommandInfo{Command::ShowEvents, Menu::View, QT_TRANSLATE_NOOP("Commands", "E&vents"), "Ctrl+7",
                Symbol::Events},
    CommandInfo{Command::ShowAlarms, Menu::View, QT_TRANSLATE_NOOP("Commands", "&Alarms"), "Ctrl+8",
                Symbol::Alarm},
    CommandInfo{Command::ResetLayout,
                Menu::View,
                QT_TRANSLATE_NOOP("Commands", "Reset la&yout"),
                "",
                {},
                true},
    CommandInfo{Command::FollowSystem,
                Menu::View,
                QT_TRANSLATE_NOOP("Commands", "Colors of the &system"),
                "",
                {},
                true},
    CommandInfo{Command::Light, Menu::View, QT_TRANSLATE_NOOP("Commands", "&Light colors"), "", {}},
    CommandInfo{Command::Dark, Menu::View, QT_TRANSLATE_NOOP("Commands", "Dar&k colors"), "", {}},
    CommandInfo{Command::Back, Menu::Go, QT_TRANSLATE_NOOP("Commands", "&Back"), "Alt+Left",
                Symbol::Back},
    CommandInfo{Command::Forward, Menu::Go, QT_TRANSLATE_NOOP("Commands", "&Forward"), "Alt+Right",
                Symbol::Forward},
    CommandInfo{Command::GoToParent, Menu::Go, QT_TRANSLATE_NOOP("Commands", "Go to the &parent"),
                "Alt+Up", Symbol::Up},
    CommandInfo{Command::Find, Menu::Go, QT_TRANSLATE_NOOP("Commands", "F&ilter"), "Ctrl+F",
                Symbol::Filter, true},
    CommandInfo{Command::Palette, Menu::Go, QT_TRANSLATE_NOOP("Commands", "&Commands…"), "Ctrl+K",
                Symbol::Search},
    CommandInfo{Command::Pause, Menu::Target, QT_TRANSLATE_NOOP("Commands", "&Pause"), "Space",
                Symbol::Pause},
    CommandInfo{Command::Refresh, Menu::Target, QT_TRANSLATE_NOOP("Commands", "Re&fresh"), "F5",
                Symbol::Refresh},
    CommandInfo{Command::About, Menu::Help,
                QT_TRANSLATE_NOOP("Commands", "&About Actors Inspector"), "", Symbol::Details},
};

QString title(Menu menu)
{
    switch (menu) {
    case Menu::File:
        return Commands::tr("&File");
    case Menu::View:
        return Commands::tr("&View");
    case Menu::Go:
        return Commands::tr("&Go");
    case Menu::Target:
        return Commands::tr("&Target");
    case Menu::Help:
        return Commands::tr("&Help");
    }
    return {};
}

} // namespace

Commands::Commands(QObject *parent)
    : QObject(parent)
    , m_actions{}
{
    for (const CommandInfo &info : Table) {
        auto *action = new QAction(QCoreApplication::translate(Context, info.text), this);
        if (info.symbol)
            action->setIcon(icon(*info.symbol));
        action->setShortcut(QKeySequence(QString::fromLatin1(info.shortcut)));
        m_actions[static_cast<std::size_t>(info.command)] = action;
    }
    auto *looks = new QActionGroup(this);
    for (const Command command : {Command::FollowSystem, Command::Light, Command::Dark}) {
        (*this)[command]->setCheckable(true);
        looks->addAction((*this)[command]);
    }
    (*this)[Command::Pause]->setCheckable(true);
    // Elsewhere the space bar types a blank or presses a button: only tables give it to this.
    (*this)[Command::Pause]->setShortcutContext(Qt::WidgetShortcut);
    (*this)[Command::Quit]->setMenuRole(QAction::QuitRole);
    (*this)[Command::About]->setMenuRole(QAction::AboutRole);
}

QList<QAction *> Commands::all() const
{
    return {m_actions.cbegin(), m_actions.cend()};
}

void Commands::fill(QMenuBar *bar) const
{
    QMenu *menu = nullptr;
    std::optional<Menu> current;
    for (const CommandInfo &info : Table) {
        if (current != info.menu) {
            menu = bar->addMenu(title(info.menu));
            current = info.menu;
        }
        if (info.beginsGroup)
            menu->addSeparator();
        menu->addAction((*this)[info.command]);
    }
}

} // namespace Actors::Inspector
