"""programs.py - how each program is started, and what it is asked

Each runs on the loopback interface, in a folder of its own that is its HOME,
and without a network, a display or a sound card.  What PROGRAMS names is called
with a Started, which is at its end a context that stops what was started.
"""

import glob
import os
import shutil
import signal
import socket
import subprocess
import threading
import time

import situations
from conversation import HOST, Peer, token

HERE = os.path.dirname(os.path.abspath(__file__))


class Missing(Exception):
    """What has to be installed first."""


class Started:
    """A folder, ports, and the processes that run there."""

    def __init__(self, folder, first_port):
        self.folder = folder
        self.first_port = first_port
        self.processes = []
        self.env = dict(os.environ, HOME=folder, LC_ALL="C",
                        PATH=os.environ["PATH"] + ":/usr/sbin")

    def port(self, number=0):
        return self.first_port + number

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def fill(self, name, **values):
        """A file that lies here, with values for its {NAMES}."""
        with open(os.path.join(HERE, name), encoding="utf-8") as file:
            text = file.read()
        for key, value in values.items():
            text = text.replace("{%s}" % key, str(value))
        return self.write(name, text)

    def run(self, *command, port=None, env=None):
        """Starts it and waits until it listens.  Its standard input stays
        open, or the ones with a prompt would end."""
        port = port or self.port()
        if shutil.which(command[0], path=self.env["PATH"]) is None:
            raise Missing(command[0])
        if os.geteuid() == 0:
            # Some tell the other side what this machine is called.
            command = ("unshare", "--uts", "sh", "-c",
                       'hostname localhost && exec "$@"', "sh") + command
        with open(self.path("log"), "a", encoding="utf-8") as log:
            process = subprocess.Popen(
                command, cwd=self.folder, env=dict(self.env, **(env or {})),
                stdin=subprocess.PIPE, stdout=log, stderr=log,
                start_new_session=True)
        self.processes.append(process)
        for _ in range(600):
            with open("/proc/net/udp", encoding="ascii") as file:
                if ":%04X " % port in file.read():
                    time.sleep(0.5)
                    return process
            if process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError("%s does not start: see %s"
                           % (" ".join(command), self.path("log")))

    def stop(self):
        for process in self.processes:
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.processes = []


def ask_agent(started, peer, ringing):
    """All that a user agent is asked; ringing() starts one that does not
    answer by itself."""
    situations.outside_a_dialog(peer)
    situations.in_no_dialog(peer)
    situations.in_a_call(peer)
    situations.broken_invites(peer)
    if ringing:
        started.stop()
        ringing()
        situations.cancelled(peer)


# ---- user agents ------------------------------------------------------------

def linphonec(started, keep):
    """Debian: linphone-cli.  It says what it is called on this machine if it
    is not told another name."""
    rc = started.write("rc", "[sip]\nsip_port=%d\nsip_tcp_port=0\n"
                       "sip_tls_port=0\nuse_ipv6=0\nbind_address=%s\n"
                       "contact=sip:linphone@%s\nguess_hostname=0\n"
                       "[video]\nenabled=0\n" % (started.port(), HOST, HOST))
    os.makedirs(started.path(".local/share/linphone"), exist_ok=True)
    peer = Peer(started.port(), "linphone", keep)
    started.run("linphonec", "-c", rc, "-a")
    ask_agent(started, peer, lambda: started.run("linphonec", "-c", rc))


def twinkle(started, keep):
    """Debian: twinkle-console.  It never answers by itself; its prompt takes
    "answer"."""
    started.write(".twinkle/p.cfg", "user_name=twinkle\nuser_domain=%s\n"
                  "user_display=\nregister_at_startup=no\n"
                  "ask_user_to_refer=no\n" % HOST)
    started.write(".twinkle/twinkle.sys", "sip_udp_port=%d\nsip_port=%d\n"
                  "rtp_port=%d\ndev_ringtone=alsa:null\ndev_speaker=alsa:null\n"
                  "dev_mic=alsa:null\n" % (started.port(), started.port(), started.port(20)))
    peer = Peer(started.port(), "twinkle", keep)
    process = started.run("twinkle-console", "p.cfg")
    situations.cancelled(peer)
    done = threading.Event()

    def answer():
        while not done.wait(0.7):
            process.stdin.write(b"answer\n")
            process.stdin.flush()

    answering = threading.Thread(target=answer)
    answering.start()
    try:
        ask_agent(started, peer, None)
    finally:
        done.set()
        answering.join()


def pjsua(started, keep):
    """A tree of PJSIP that is built, PJ_DIR; examples/adapters has
    get-pjproject.sh for it."""
    programs = glob.glob(os.path.join(os.environ.get("PJ_DIR", ""),
                                      "pjsip-apps/bin/pjsua-*"))
    if not programs:
        raise Missing("PJSIP (PJ_DIR)")
    peer = Peer(started.port(), "pjsua", keep)

    def run(code):
        started.run(programs[0], "--null-audio", "--no-tcp",
                    "--bound-addr=" + HOST, "--ip-addr=" + HOST,
                    "--local-port=%d" % started.port(), "--max-calls=4",
                    "--auto-answer=%d" % code)

    run(200)
    ask_agent(started, peer, lambda: run(180))
    # What its user can choose to answer.
    for code in (302, 486, 600, 603, 699):
        started.stop()
        run(code)
        situations.ask_invite(peer, "user-%d" % code)


def sofia_sip(started, keep):
    """Debian: libsofia-sip-ua-dev, for sofia.c; sofia-sip-bin has no program
    that answers."""
    flags = subprocess.run(["pkg-config", "--cflags", "--libs",
                            "sofia-sip-ua"], stdout=subprocess.PIPE,
                           check=False)
    if flags.returncode != 0:
        raise Missing("libsofia-sip-ua-dev")
    program = started.path("sofia")
    subprocess.run(["cc", "-o", program, os.path.join(HERE, "sofia.c")]
                   + flags.stdout.decode().split(), check=True)
    peer = Peer(started.port(), "sofia", keep)
    started.run(program, str(started.port()))
    ask_agent(started, peer,
              lambda: started.run(program, str(started.port()), "rings"))


def sip_js(started, keep):
    """npm: sip.js and ws, which are fetched into the folder."""
    if shutil.which("npm") is None:
        raise Missing("npm")
    subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit",
                    "--prefix", started.folder, "sip.js@0.21.2", "ws@8"],
                   check=True, env=started.env)
    program = started.fill("sip-js.cjs")
    peer = Peer(started.port(), "sip-js", keep)
    started.run("node", program, str(started.port()))
    ask_agent(started, peer, lambda: started.run(
        "node", program, str(started.port()), "rings"))


# ---- registrars and proxies -------------------------------------------------

def ejabberd(started, keep):
    """Debian: ejabberd, with its module mod_sip."""
    config = started.fill("ejabberd.yml", PORT=started.port())
    beams = [os.path.dirname(app) for app in
             glob.glob("/usr/lib/*/ejabberd-*/ebin/ejabberd.app")]
    if not beams:
        raise Missing("ejabberd")
    started.run(
        "erl", "-noinput", "-pa", beams[0], "-mnesia", "dir",
        '"%s"' % started.path("database"), "-s", "ejabberd", "-eval",
        "application:ensure_all_started(ejabberd),"
        '[ejabberd_auth:try_register(N,<<"example.com">>,<<"secret">>)'
        '||N<-[<<"alice">>,<<"bob">>]].',
        env={"EJABBERD_CONFIG_PATH": config})
    time.sleep(2)
    peer = Peer(started.port(), "alice", keep, "example.com")
    situations.bindings(peer, "secret")
    situations.bad_nonce(peer, "secret")
    ask_proxy(peer)


def kamailio(started, keep):
    """Debian: kamailio, kamailio-presence-modules."""
    config = started.fill(
        "kamailio.cfg", PORT=started.port(), SILENT=started.port(1),
        BUSY=started.port(2), DATABASE="/usr/share/kamailio/dbtext/kamailio")
    started.run("kamailio", "-DD", "-f", config, "-Y", started.folder,
                "-m", "32")
    silent = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    silent.bind((HOST, started.port(1)))
    busy = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    busy.bind((HOST, started.port(2)))
    threading.Thread(target=answer_503, args=(busy,), daemon=True).start()
    peer = Peer(started.port(), "alice", keep, "example.com")
    situations.bindings(peer, "secret")
    situations.bad_nonce(peer, "secret")
    situations.expired_nonce(peer, "secret", "auth-stale", 5)
    stock = Peer(started.port(), "stock", keep, "example.com")
    situations.expired_nonce(stock, "secret", "stock-ok", 0)
    situations.expired_nonce(stock, "secret", "stock-stale", 5)
    ask_proxy(peer)
    ask_kamailio(peer)


def answer_503(listener):
    while True:
        raw, sender = listener.recvfrom(65535)
        if raw.startswith(b"ACK"):
            continue
        kept = [line for line in raw.decode().split("\r\n")
                if line.split(":")[0] in ("Via", "From", "To", "Call-ID",
                                          "CSeq", "Record-Route")]
        listener.sendto("\r\n".join(
            ["SIP/2.0 503 Service Unavailable"]
            + [k + ";tag=b" if k.startswith("To:") else k for k in kept]
            + ["Retry-After: 30", "Content-Length: 0", "", ""]).encode(),
            sender)


def ask_proxy(peer):
    """What any proxy can be asked."""
    bob = "sip:bob@example.com"
    peer.ask("options", peer.new("OPTIONS", uri="sip:example.com"))
    peer.ask("hops", peer.new("OPTIONS", uri=bob, Max_Forwards="0"))
    peer.ask("inv-offline", situations.invite(peer, uri=bob))
    peer.ask("inv-nouser", situations.invite(
        peer, uri="sip:nobody@example.com"))
    peer.ask("proxy-require", situations.invite(
        peer, uri=bob, Proxy_Require="foo, bar"))
    peer.ask("version", Broken(peer.new("OPTIONS", uri=bob),
                               b"SIP/2.0\r\n", b"SIP/7.0\r\n"))
    peer.ask("badcseq", peer.new("OPTIONS", uri=bob, CSeq="1 INVITE"))
    peer.ask("inv-scheme", situations.invite(peer, uri="foo:bar"))
    peer.ask("foo-method", peer.new("FOO", uri="sip:example.com"))
    peer.ask("bye-dead", peer.new(
        "BYE", uri=bob, To="<%s>;tag=nobody" % bob, Contact=None))
    peer.ask("cancel-dead", peer.new("CANCEL", uri=bob, Contact=None))


class Broken:
    """A request with other bytes in it."""

    def __init__(self, request, old, new):
        self.request, self.old, self.new = request, old, new

    def __getattr__(self, name):
        return getattr(self.request, name)

    def encode(self):
        return self.request.encode().replace(self.old, self.new, 1)


def ask_kamailio(peer):
    """What its configuration has users for."""
    def to(user):
        return "sip:%s@example.com" % user

    at = "@%s:%d>" % (HOST, peer.port)
    r = situations.Registration(peer, "secret")
    r.ask("reg-q", Expires="600", Contact="<sip:a%s;q=0.2, <sip:b%s, <sip:c%s"
          ";q=1" % (at, at, at))
    peer.ask("inv-moved", situations.invite(peer, uri=to("moved")))
    peer.ask("msg-moved", peer.new("MESSAGE", uri=to("moved"), body="hello",
                                   kind="text/plain", Contact=None))
    peer.ask("warning-302", situations.invite(peer, uri=to("nowhere")))
    peer.ask("inv-away", situations.invite(peer, uri=to("alice")))
    peer.ask("inv-silent", situations.invite(peer, uri=to("silent")))
    peer.ask("msg-silent", peer.new("MESSAGE", uri=to("silent"), body="hello",
                                    kind="text/plain", Contact=None))
    peer.ask("inv-503", situations.invite(peer, uri=to("busy")))
    peer.ask("inv-lost", situations.invite(peer, uri=to("lost")))
    peer.ask("inv-wrong", situations.invite(peer, uri=to("wrong")))
    member = situations.invite(peer, uri=to("member"))
    found = peer.ask("inv-407", member)
    if found:
        # Before the nonce is too old.
        peer.ask("inv-407-right", member.with_credentials(
            found[-1], "caller", "secret"))
        peer.ask("inv-407-wrongpw", member.with_credentials(
            found[-1], "caller", "wrong"))
    rings = situations.invite(peer, uri=to("silent"))
    peer.send(rings)
    peer.responses(rings, 0.3)
    situations.cancel(peer, rings, "inv-cancel")
    ask_presence(peer, to)


def ask_presence(peer, to):
    pidf = ('<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:'
            'pidf" entity="sip:alice@example.com"><tuple id="a"><status>'
            '<basic>open</basic></status></tuple></presence>')

    def publish(**more):
        values = {"Event": "presence", "Expires": "600", "Contact": None,
                  "body": pidf, "kind": "application/pidf+xml"}
        values.update(more)
        return peer.new("PUBLISH", uri=to("alice"), **values)

    # "presence" is a package of a module that is not loaded, or not.
    for event in ("presence", "winter"):
        peer.ask("subscribe-" + event, peer.new(
            "SUBSCRIBE", uri=to("alice"), Event=event, Expires="600"))
        peer.ask("publish-" + event, publish(Event=event))
    peer.ask("subscribe-noevent", peer.new("SUBSCRIBE", uri=to("alice")))
    peer.ask("subscribe-brief", peer.new(
        "SUBSCRIBE", uri=to("alice"), Event="presence", Expires="5"))
    peer.ask("subscribe-dead", peer.new(
        "SUBSCRIBE", uri=to("alice"), Event="presence", Expires="600",
        To="<%s>;tag=nobody" % to("alice")))
    peer.ask("subscribe-accept", peer.new(
        "SUBSCRIBE", uri=to("alice"), Event="presence", Accept="text/html"))
    peer.ask("publish-brief", publish(Expires="5"))
    peer.ask("publish-match", publish(SIP_If_Match="a." + token()))
    peer.ask("publish-nobody", publish(body="", kind=""))
    peer.ask("publish-type", publish(body="x", kind="application/x-unknown"))


# By the name that the files begin with.
PROGRAMS = {
    "ejabberd": ejabberd, "kamailio": kamailio, "linphonec": linphonec,
    "pjsua": pjsua, "sip-js": sip_js, "sofia-sip": sofia_sip,
    "twinkle": twinkle,
}
