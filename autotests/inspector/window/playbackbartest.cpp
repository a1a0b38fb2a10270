// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "playbackbar.h"

#include "mainwindow.h"
#include "targetpane.h"

#include <Actors/Inspection/Connection>
#include <Actors/Inspection/Playback>
#include <Actors/Inspection/RecordedScene>
#include <Actors/Inspection/RecordingWriter>
#include <Actors/Inspection/targets.h>

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QSettings>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Actors::Inspection;
using namespace Actors::Inspector;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::nanoseconds Begin = 1000s; //!< On the clock of the target.
constexpr int Seconds = 90;

//! Each second an actor comes.
void writeRecording(const QString &path)
{
    Welcome target;
    target.pid = 4711;
    target.application = u"robotd"_s;
    target.clock = Begin;
    target.credit = 1;
    RecordingWriter writer;
    QVERIFY2(writer.open(path, target), qPrintable(writer.error()));
    writer.beginKeyFrame(Begin);
    Subscription tree;
    tree.kind = Subscription::Kind::Tree;
    const quint32 stream = RecordedScene::streamOf(tree.kind);
    writer.append(Begin, {FrameType::Subscribe, stream, tree.toCbor()});
    for (int i = 0; i <= Seconds; ++i) {
        TableDelta delta;
        delta.time = Begin + std::chrono::seconds(i);
        delta.rows = {{quint64(i + 1),
                       {{Column::Path, u"/user/actor-%1"_s.arg(i)},
                        {Column::Class, u"Worker"_s},
                        {Column::Parent, 0},
                        {Column::Depth, 0}}}};
        writer.append(delta.time, {FrameType::Table, stream, delta.toCbor()});
    }
    QVERIFY2(writer.close(), qPrintable(writer.error()));
}

} // namespace

class PlaybackBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        QLocale::setDefault(QLocale(QLocale::English));
        m_path = m_folder.filePath(u"x.actrec"_s);
        writeRecording(m_path);
    }

    void init()
    {
        m_targets = std::make_unique<TargetList>(RuntimeDirectory(m_folder.filePath(u"none"_s)));
        m_window = std::make_unique<MainWindow>(*m_targets);
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_targets.reset();
    }

    void aRecordingIsShownLikeAProgram()
    {
        m_window->attach(m_path);
        const TargetPane *pane = m_window->currentPane();
        QVERIFY(pane);
        QTRY_COMPARE(pane->title(), u"robotd"_s);
        QTRY_VERIFY(labels(*m_window).contains(u"recording"_s));
        auto *hot = m_window->findChild<QWidget *>(u"hot"_s)->findChild<QTreeView *>();
        QTRY_VERIFY(hot->model()->rowCount() > Seconds);
    }

    void theSliderShowsAnotherMoment()
    {
        m_window->attach(m_path);
        auto *slider = m_window->findChild<QSlider *>();
        auto *hot = m_window->findChild<QWidget *>(u"hot"_s)->findChild<QTreeView *>();
        QTRY_VERIFY(hot->model()->rowCount() > Seconds);
        QCOMPARE(slider->value(), slider->maximum());
        QTRY_VERIFY(labels(*m_window).contains(u"1:30.0 of 1:30.0"_s));
        slider->setValue(9'500);
        QCOMPARE(playback().position(), std::chrono::nanoseconds(9500ms));
        QTRY_VERIFY(labels(*m_window).contains(u"0:09.5 of 1:30.0"_s));
        QTRY_COMPARE(hot->model()->rowCount(), 10);
    }

    void whatThePlaybackDoesIsShown()
    {
        m_window->attach(m_path);
        playback().seek(30s);
        const auto *slider = m_window->findChild<QSlider *>();
        QTRY_COMPARE(slider->value(), 30'000);
        const auto *bar = m_window->findChild<PlaybackBar *>();
        QAction *play = bar->actions().constFirst();
        QCOMPARE(play->text(), u"Play"_s);
        playback().setPaused(false);
        QCOMPARE(play->text(), u"Pause"_s);
        play->trigger();
        QVERIFY(playback().isPaused());
        QCOMPARE(play->text(), u"Play"_s);
    }

    void theSpeedIsChosen()
    {
        m_window->attach(m_path);
        auto *speed = m_window->findChild<PlaybackBar *>()->findChild<QComboBox *>();
        QCOMPARE(speed->currentText(), u"1×"_s);
        speed->setCurrentIndex(speed->findText(u"10×"_s));
        Q_EMIT speed->activated(speed->currentIndex());
        QCOMPARE(playback().speed(), 10.0);
    }

    void whatIsNoRecordingIsSaid()
    {
        const QString path = m_folder.filePath(u"no.actrec"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("This is no recording.");
        file.close();
        m_window->attach(path);
        QVERIFY(!m_window->currentPane());
        const QStringList texts = labels(*m_window);
        QVERIFY2(!texts.filter(u"no.actrec"_s).isEmpty(), qPrintable(texts.join(u'\n')));
    }

    void aRecordingThatIsCutSaysSo()
    {
        const QString path = m_folder.filePath(u"cut.actrec"_s);
        QFile whole(m_path);
        QVERIFY(whole.open(QIODevice::ReadOnly));
        QFile cut(path);
        QVERIFY(cut.open(QIODevice::WriteOnly));
        cut.write(whole.read(whole.size() - 40));
        cut.close();
        m_window->attach(path);
        QVERIFY(m_window->currentPane());
        const QString damage = playback().damage();
        QVERIFY(!damage.isEmpty());
        const auto widgets = m_window->findChild<PlaybackBar *>()->findChildren<QWidget *>();
        QVERIFY(std::any_of(widgets.begin(), widgets.end(), [&](const QWidget *widget) {
            return widget->accessibleName() == damage && widget->toolTip() == damage;
        }));
    }

private:
    Playback &playback() const { return *m_window->currentPane()->playback(); }
    static QStringList labels(const QWidget &window)
    {
        QStringList texts;
        for (const QLabel *label : window.findChildren<QLabel *>())
            texts.append(label->text());
        return texts;
    }

    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<TargetList> m_targets;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(PlaybackBarTest)
#include "playbackbartest.moc"
