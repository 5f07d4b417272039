#!/usr/bin/python3
"""When the desktop's session ends, what was changed is on disk, and where it can't
be, the session is asked to wait. Usage: test-session-end.py PROGRAM SAMPLE"""

import os
import shutil
import sqlite3
import sys
import tempfile
import threading

import program
from gi.repository import Gio, GLib

program.on_own_bus()
EXECUTABLE, SAMPLE = sys.argv[1:]
CLIENT = '/org/gnome/SessionManager/Client1'
# What of the session manager GTK asks for, as gnome-session has it.
INTERFACES = Gio.DBusNodeInfo.new_for_xml('''<node>
  <interface name="org.gnome.SessionManager">
    <method name="RegisterClient">
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="o" direction="out"/>
    </method>
    <method name="Inhibit">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
      <arg type="u" direction="in"/><arg type="u" direction="out"/>
    </method>
    <method name="Uninhibit"><arg type="u" direction="in"/></method>
    <method name="UnregisterClient"><arg type="o" direction="in"/></method>
    <property name="SessionIsActive" type="b" access="read"/>
    <property name="InhibitedActions" type="u" access="read"/>
  </interface>
  <interface name="org.gnome.SessionManager.ClientPrivate">
    <method name="EndSessionResponse">
      <arg type="b" direction="in"/><arg type="s" direction="in"/>
    </method>
    <signal name="QueryEndSession"><arg type="u"/></signal>
    <signal name="EndSession"><arg type="u"/></signal>
    <signal name="Stop"/>
  </interface>
</node>''')
LOGOUT = 1
CODES = ['CP00-0101', 'CP00-0301', 'CP00-0401']  # general in the sample
REPLIES = {'RegisterClient': ('(o)', (CLIENT,)), 'Inhibit': ('(u)', (7,))}


class Session:
    """A session manager that notes what it is told; in a thread, as the tests wait."""

    def __init__(self):
        self.told = []
        self.ready = threading.Event()
        threading.Thread(target=self.serve, daemon=True).start()
        self.ready.wait()

    def serve(self):
        context = GLib.MainContext()
        context.push_thread_default()
        flags = (Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
                 Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self.bus = Gio.DBusConnection.new_for_address_sync(
            os.environ['DBUS_SESSION_BUS_ADDRESS'], flags, None, None)
        for path, interface in (('/org/gnome/SessionManager', INTERFACES.interfaces[0]),
                                (CLIENT, INTERFACES.interfaces[1])):
            self.bus.register_object(path, interface, self.on_call, self.on_read, None)
        self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                           'RequestName', GLib.Variant('(su)', ('org.gnome.SessionManager', 4)),
                           None, Gio.DBusCallFlags.NONE, -1, None)
        self.ready.set()
        GLib.MainLoop.new(context, False).run()

    def on_call(self, bus, sender, path, interface, method, parameters, invocation):
        self.told.append((method, parameters.unpack()))
        reply, values = REPLIES.get(method, ('()', ()))
        invocation.return_value(GLib.Variant(reply, values))

    def on_read(self, bus, sender, path, interface, name):
        return GLib.Variant('b', True) if name == 'SessionIsActive' else GLib.Variant('u', 0)

    def tell(self, signal, *parameters):
        self.bus.emit_signal(None, CLIENT, 'org.gnome.SessionManager.ClientPrivate', signal,
                             *parameters)

    def was_told(self, method):
        return [parameters for name, parameters in self.told if name == method]


def start(session, plan):
    """A program that has registered, with a plan that is ready to be changed."""
    settings = os.path.join(folder.name, 'glib-2.0/settings/keyfile')
    os.makedirs(os.path.dirname(settings), exist_ok=True)
    with open(settings, 'w', encoding='utf-8') as file:
        file.write(f"[{program.PATH[1:]}]\nauthor='a'\nreason-optional=true\n")
    shutil.copy(SAMPLE, plan)
    atlas = program.Program(EXECUTABLE, plan, GSETTINGS_BACKEND='keyfile',
                            XDG_CONFIG_HOME=folder.name, XDG_DATA_HOME=folder.name)
    program.wait(lambda: session.was_told('RegisterClient'), 'a registration')
    program.wait(lambda: atlas.actions(atlas.windows()[-1])['select-all'][0], 'a plan')
    program.wait(lambda: selects(atlas), 'a selection')
    return atlas


def selects(atlas):
    atlas.activate(atlas.windows()[-1], 'select', GLib.Variant('as', CODES))
    return atlas.actions(atlas.windows()[-1])['set-class'][0]


def change(atlas, to):
    """Changes blocks; on screen it is done, on disk not always."""
    atlas.activate(atlas.windows()[-1], 'set-class', GLib.Variant('s', to))
    program.wait(lambda: atlas.actions(atlas.windows()[-1])['undo'][0], 'the change')


def count_changes(plan):
    with sqlite3.connect(plan) as database:
        return database.execute('SELECT count(*) FROM changes').fetchone()[0]


def all_is_on_disk_when_it_ends():
    session = Session()
    plan = os.path.join(folder.name, 'plan.gpkg')
    atlas = start(session, plan)
    change(atlas, 'key')
    program.wait(lambda: count_changes(plan) > 0, 'the first change')
    written = count_changes(plan)
    # What is asked of it finds it with a change that can't be on disk yet.
    database = sqlite3.connect(plan)
    database.execute('BEGIN EXCLUSIVE')
    change(atlas, 'general')
    session.tell('QueryEndSession', GLib.Variant('(u)', (0,)))
    database.rollback()
    program.wait(lambda: session.was_told('EndSessionResponse'), 'an answer')
    assert session.was_told('EndSessionResponse')[0][0] is True
    assert not session.was_told('Inhibit')
    assert count_changes(plan) > written
    session.tell('Stop')
    atlas.process.wait(program.PATIENCE_S)
    session.bus.close_sync(None)


def session_waits_for_a_locked_file():
    session = Session()
    plan = os.path.join(folder.name, 'locked.gpkg')
    atlas = start(session, plan)
    change(atlas, 'key')
    program.wait(lambda: count_changes(plan) > 0, 'the first change')
    written = count_changes(plan)
    database = sqlite3.connect(plan)
    database.execute('BEGIN EXCLUSIVE')
    change(atlas, 'general')
    session.tell('QueryEndSession', GLib.Variant('(u)', (0,)))
    program.wait(lambda: session.was_told('Inhibit'), 'a wish to wait')
    assert session.was_told('Inhibit')[0][3] == LOGOUT
    database.rollback()
    program.wait(lambda: count_changes(plan) > written, 'the second change')
    session.tell('CancelEndSession')
    atlas.quit()


folder = tempfile.TemporaryDirectory()
program.run([
    ('all-is-on-disk-when-it-ends', all_is_on_disk_when_it_ends),
    ('session-waits-for-a-locked-file', session_waits_for_a_locked_file),
])
