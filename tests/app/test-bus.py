#!/usr/bin/python3
"""All that the window can do can be done over the bus. Usage: test-bus.py PROGRAM SAMPLE README"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

import program
from gi.repository import GLib

program.on_own_bus()
EXECUTABLE, SAMPLE, README = sys.argv[1:]
folder = tempfile.TemporaryDirectory()
ENVIRONMENT = {'GSETTINGS_BACKEND': 'keyfile', 'XDG_CONFIG_HOME': folder.name,
               'XDG_DATA_HOME': folder.name, 'RENEWAL_ATLAS_SAMPLE': SAMPLE}
# AdwFlap 1.2 warns of a width that is none when two are in motion.
os.mkdir(os.path.join(folder.name, 'gtk-4.0'))
with open(os.path.join(folder.name, 'gtk-4.0/settings.ini'), 'w', encoding='utf-8') as ini:
    ini.write('[Settings]\ngtk-enable-animations=false\n')
atlas = program.Program(EXECUTABLE, **ENVIRONMENT)


def window():
    return atlas.windows()[-1]


def setting(name):
    file = GLib.KeyFile()
    file.load_from_file(os.path.join(folder.name, 'glib-2.0/settings/keyfile'), 0)
    return file.get_value(program.PATH[1:], name)


def wait_for_plan():
    program.wait(lambda: atlas.actions(window())['copy-map'][0], 'a plan')


def maps_are_chosen():
    for number in (6, 3, 1):
        atlas.activate(window(), 'map', GLib.Variant('u', number))
        assert atlas.state(window(), 'map') == number
    atlas.activate(window(), 'map', GLib.Variant('u', 7))
    assert atlas.state(window(), 'map') == 1


def switches(action, key):
    shown = atlas.state(window(), action)[key]
    for wanted in (not shown, shown):
        atlas.activate(window(), action, GLib.Variant('(sb)', (key, wanted)))
        program.wait(lambda: atlas.state(window(), action).get(key) == wanted, action)


def layers_are_switched():
    wait_for_plan()
    for key in list(atlas.state(window(), 'layer-visible'))[:3]:
        switches('layer-visible', key)


def classes_are_switched():
    for key in ('key', 'renewal', 'core'):
        switches('class-visible', key)


def one_plan_one_window():
    plan = os.path.join(folder.name, 'plan.gpkg')
    shutil.copy(SAMPLE, plan)
    for name in (plan, GLib.filename_to_uri(plan)):
        atlas.activate(program.PATH, 'open', GLib.Variant('s', name))
    program.wait(lambda: setting('plan-uri') == f"'{GLib.filename_to_uri(plan)}'", 'the plan')
    assert len(atlas.windows()) == 1


def second_start_raises_the_window():
    link = os.path.join(folder.name, 'link.gpkg')
    os.symlink('plan.gpkg', link)
    for name in ('plan.gpkg', './link.gpkg', link):
        second = subprocess.run([os.path.abspath(EXECUTABLE), name], cwd=folder.name,
                                timeout=program.PATIENCE_S,
                                env={**os.environ, **ENVIRONMENT}, check=False)
        assert second.returncode == 0
    # What was asked for by then has been done when this is.
    atlas.activate(window(), 'map', GLib.Variant('u', 2))
    assert atlas.state(window(), 'map') == 2
    assert len(atlas.windows()) == 1
    os.unlink(link)


def panes_are_switched():
    for pane in ('sidebar', 'details'):
        shown = atlas.state(window(), pane)
        atlas.activate(window(), pane)
        program.wait(lambda: atlas.state(window(), pane) != shown, pane)


def next_start_is_where_this_one_ended():
    global atlas
    atlas.activate(window(), 'map', GLib.Variant('u', 5))
    for _ in range(3):
        atlas.activate(window(), 'zoom-in')
    atlas.activate(window(), 'zoom-out')
    sidebar = atlas.state(window(), 'sidebar')
    assert atlas.quit() == 0
    zoom = setting('view-zoom')
    assert float(zoom) > 0

    atlas = program.Program(EXECUTABLE, **ENVIRONMENT)
    assert atlas.state(window(), 'map') == 5
    assert atlas.state(window(), 'sidebar') == sidebar
    wait_for_plan()
    atlas.activate(window(), 'zoom-in')
    assert atlas.quit() == 0
    assert float(setting('view-zoom')) > float(zoom)
    atlas = program.Program(EXECUTABLE, **ENVIRONMENT)


def readme_lists_all_actions():
    with open(README, encoding='utf-8') as file:
        listed = set(re.findall(r'^\| `((?:app|win)\.[a-z-]+)` \|', file.read(), re.MULTILINE))
    actions = {f'app.{name}' for name in atlas.actions()}
    actions |= {f'win.{name}' for name in atlas.actions(window())}
    assert actions == listed, f'only in the program: {sorted(actions - listed)}, ' \
                              f'only in README.md: {sorted(listed - actions)}'


def quits():
    assert atlas.quit() == 0


program.run([
    ('maps are chosen', maps_are_chosen),
    ('layers are switched', layers_are_switched),
    ('classes are switched', classes_are_switched),
    ('a plan has one window, by path and by URI', one_plan_one_window),
    ('a second start with the same file raises its window', second_start_raises_the_window),
    ('panes are shown and hidden', panes_are_switched),
    ('the next start is where this one ended', next_start_is_where_this_one_ended),
    ('README.md lists all actions', readme_lists_all_actions),
    ('the program quits', quits),
])
