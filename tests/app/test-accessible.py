#!/usr/bin/python3
"""What the window shows can be found and used without seeing it, by AT-SPI.
Usage: test-accessible.py PROGRAM SAMPLE"""

import os
import shutil
import sys
import tempfile
import warnings

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib

import program

program.on_own_bus()
# The names of Atspi's functions have changed; the old ones are in Debian 12.
warnings.simplefilter('ignore')
EXECUTABLE, SAMPLE = sys.argv[1:]
for variable in ('GTK_A11Y', 'NO_AT_BRIDGE'):
    os.environ.pop(variable, None)
folder = tempfile.TemporaryDirectory()
Atspi.init()
# A program under sanitizers may answer late; what comes too late is no answer.
Atspi.set_timeout(program.PATIENCE_S * 1000, program.PATIENCE_S * 1000)
# The sample itself is not to be changed.
PLAN = shutil.copy(SAMPLE, os.path.join(folder.name, 'plan.gpkg'))
os.chmod(PLAN, 0o644)
atlas = program.Program(EXECUTABLE, PLAN, XDG_DATA_HOME=folder.name, RENEWAL_ATLAS_SAMPLE=SAMPLE)

CLASSES = ('Gtk', 'Adw', 'Atlas', 'Shumate')
# Not to be operated themselves: they take the focus for what is in them.
PASSIVE = ('scroll pane', 'list', 'label')
# These GTK makes out of what it is given, and 4.8 gives them no name.
OF_THE_TOOLKIT = ('/combo box/push button', '/combo box/panel/panel/list/list item', '/page tab list/page tab',
                  '/combo box/push button/panel/panel/panel/filler')


def find_application():
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(i)
        if child is not None and child.get_process_id() == atlas.process.pid:
            return child
    return None


def walk(accessible, path=''):
    """What is in it and not hidden, with the way there."""
    try:
        states = accessible.get_state_set()
        path += f'/{accessible.get_role_name()}'
        if accessible.get_role_name() != 'application' and \
                not states.contains(Atspi.StateType.VISIBLE):
            return
        yield accessible, path
        children = [accessible.get_child_at_index(i)
                    for i in range(accessible.get_child_count())]
    except GLib.Error:
        return
    for child in children:
        if child is not None:
            yield from walk(child, path)


def get_name(accessible):
    """Without what GTK says of a widget that nobody named."""
    name = accessible.get_name() or ''
    if accessible.get_role_name() in ('label', 'text', 'entry'):
        text = accessible.get_text_iface()
        if not name.strip() or name.startswith(CLASSES):
            return text.get_text(0, -1) if text is not None else ''
    return '' if name.startswith(CLASSES) or '_' in name else name.strip()


def list_windows():
    """The one with the map on."""
    return [find_application().get_child_at_index(0)]


def list_dialogs():
    """Only while some are expected: GTK 4.8 must not be asked for a window that is not
    there yet, or no longer."""
    application = find_application()
    for i in range(1, application.get_child_count()):
        window = application.get_child_at_index(i)
        if window is not None:
            yield window


def find(role, name, windows=list_windows):
    return next((a for window in windows() for a, _ in walk(window)
                 if a.get_role_name() == role and get_name(a) == name), None)


def wait_for(role, name, windows=list_windows):
    return program.wait(lambda: find(role, name, windows), f'{role} “{name}”')


def has_size(accessible):
    """What is in another page or folded away was never given a place."""
    box = accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    return box.width > 0 and box.height > 0


def nameless(windows):
    bad = []
    for accessible, path in (found for window in windows for found in walk(window)):
        if accessible.get_state_set().contains(Atspi.StateType.FOCUSABLE) and \
                accessible.get_role_name() not in PASSIVE and \
                not path.endswith(OF_THE_TOOLKIT) and \
                not get_name(accessible) and has_size(accessible):
            bad.append(f'{path} “{accessible.get_name()}”')
    return bad


def click(accessible):
    action = accessible.get_action_iface()
    assert action is not None and action.do_action(0)


def window():
    return atlas.windows()[0]


def important_names():
    for role, name in [
            ('push button', 'Open…'), ('push button', 'Main Menu'),
            ('push button', 'Maps and Layers'), ('push button', 'Plans Opened Last'),
            ('push button', 'Zoom In'), ('push button', 'Zoom Out'),
            ('push button', 'Show the Whole City'), ('list', 'Maps'), ('image', 'Map')]:
        wait_for(role, name)
    for title in ('Renewal guidance by ring zone', 'Distribution of main business districts'):
        wait_for('list item', title)


def all_have_names():
    bad = nameless(list_windows())
    assert not bad, '; '.join(bad)


def dialog_has_names():
    bad = nameless(list_dialogs())
    assert not bad, '; '.join(bad)


def description():
    return the_map.get_description()


def map_is_described():
    atlas.activate(window(), 'map', GLib.Variant('u', 2))
    program.wait(lambda: description().startswith('Distribution of renewal blocks. Scale 1:'),
                 'the description')
    assert 'Arrow keys' in description()


def selection_is_described():
    assert ' No block is selected. ' in description()
    atlas.activate(window(), 'zoom-to', GLib.Variant('s', 'DX00-0201'))
    program.wait(lambda: ' In the middle: Daxing · ' in description(), 'the place')
    atlas.activate(window(), 'select', GLib.Variant('as', ['DX00-0201']))
    program.wait(lambda: ' 1 block is selected: DX00-0201. Class: Key. ' in description(),
                 'the block')
    atlas.activate(window(), 'select', GLib.Variant('as', []))
    program.wait(lambda: ' No block is selected. ' in description(), 'nothing selected')


def buttons_can_be_pressed():
    shown = atlas.state(window(), 'sidebar')
    click(wait_for('push button', 'Maps and Layers'))
    program.wait(lambda: atlas.state(window(), 'sidebar') != shown, 'the pane')
    click(wait_for('push button', 'Maps and Layers'))
    program.wait(lambda: atlas.state(window(), 'sidebar') == shown, 'the pane')
    click(wait_for('push button', 'Zoom In'))


def details_have_names():
    atlas.activate(window(), 'details')
    program.wait(lambda: atlas.state(window(), 'details'), 'the pane')
    all_have_names()


def author_is_asked():
    go_on = wait_for('push button', 'Go On', list_dialogs)
    dialog_has_names()
    click(go_on)


def meeting_has_names():
    atlas.activate(window(), 'meeting')
    cancel = wait_for('push button', 'Cancel', list_dialogs)
    dialog_has_names()
    click(cancel)


def site_editing_has_names():
    atlas.activate(window(), 'edit-sites')
    author_is_asked()
    wait_for('push button', 'Stop Editing Sites')
    wait_for('combo box', 'New sites are')
    all_have_names()
    click(wait_for('push button', 'Stop Editing Sites'))
    program.wait(lambda: not atlas.state(window(), 'edit-sites'), 'the end')


def presets_have_names():
    atlas.activate(window(), 'map', GLib.Variant('u', 3))
    atlas.activate(window(), 'save-density-preset', GLib.Variant('s', 'mine'))
    click(program.wait(lambda: next((a for window in list_windows() for a, _ in walk(window)
                                     if get_name(a) == 'Density' and
                                     a.get_action_iface() is not None and
                                     a.get_action_iface().get_n_actions() > 0), None),
                       'the expander'))
    # Of the two that GTK makes of such a button the inner one is pressed.
    click(wait_for('push button', 'Presets').get_child_at_index(0))
    wait_for('list item', 'mine')
    wait_for('push button', 'Delete “mine”')
    all_have_names()
    atlas.activate(window(), 'delete-density-preset', GLib.Variant('s', 'mine'))
    program.wait(lambda: find('list item', 'mine') is None, 'the end of the preset')


def bandwidths_have_names():
    atlas.activate(window(), 'map', GLib.Variant('u', 3))
    program.wait(lambda: atlas.state(window(), 'map') == 3, 'the map')
    program.wait(open_strip, 'the bandwidths')
    dialog_has_names()


def open_strip():
    """As soon as there is a density."""
    atlas.activate(window(), 'density-strip')
    return any(get_name(a).startswith('Bandwidth 4,000 m, up to ')
               for window in list_dialogs() for a, _ in walk(window)
               if a.get_role_name() == 'push button')


def preferences_have_names():
    atlas.activate(program.PATH, 'preferences')
    for name in ('Language', 'Appearance', 'Areas', 'Floor Areas', 'Coordinates'):
        wait_for('combo box', name, list_dialogs)
    wait_for('slider', 'Text Size', list_dialogs)
    dialog_has_names()


def quits():
    assert atlas.quit() == 0


program.wait(find_application, 'the program')
the_map = wait_for('image', 'Map')
program.run([
    ('what matters is there by its name', important_names),
    ('whatever takes the focus has a name', all_have_names),
    ('the map tells what it shows', map_is_described),
    ('the map tells what is selected', selection_is_described),
    ('buttons can be pressed', buttons_can_be_pressed),
    ('the details have names', details_have_names),
    ('the card for sites has names', site_editing_has_names),
    ('the meeting has names', meeting_has_names),
    ('the presets have names', presets_have_names),
    ('the compared bandwidths have names', bandwidths_have_names),
    ('the preferences have names', preferences_have_names),
    ('the program quits', quits),
])
