"""What two Synapses need before fedctl can ask one of them in the name of the other."""

import struct
import urllib.parse
import zlib

from client import Client


def picture(side=96):
    """A PNG of a red square."""
    def chunk(kind, data):
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))
    rows = (b"\0" + b"\xff\0\0" * side) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


class Ground:
    """Rooms, users and files of `asked`, and a user of `asking` who is in one of the rooms."""

    def __init__(self, asked, asking, authority, texts, children):
        self.asked, self.asking = asked, asking
        self.identity = ("--ca", authority.certificate, "--as", asking.name,
                         "--key", asking.key_file)
        self.host = Client(asked, "host")
        self.guest = Client(asking, "guest")
        self.once = self.host.upload_keys()
        self.host("PUT", f"/_matrix/client/v3/profile/{urllib.parse.quote(self.host.id)}/displayname",
                  {"displayname": "Die Wirtin"})
        self.history = self.room_with_history(texts)
        self.space, self.children = self.space_with_children(children)
        self.lodge = self.host.create(room_version="10", initial_state=[{
            "type": "m.room.join_rules", "state_key": "", "content": {"join_rule": "knock"}}])
        self.picture = picture()
        self.media_id = self.host.bytes(
            "POST", "/_matrix/media/v3/upload?filename=red.png", self.picture, "image/png"
        ).decode().rsplit("/", 1)[1].rstrip('"} \n')

    def room_with_history(self, texts):
        room = self.host.create(preset="public_chat", room_version="10", room_alias_name="history",
                                name="History")
        alias = urllib.parse.quote(f"#history:{self.asked.name}")
        self.guest("POST", f"/_matrix/client/v3/join/{alias}", {})
        self.texts = [f"message {number}" for number in range(1, texts + 1)]
        self.messages = [self.host.say(room, text) for text in self.texts]
        path = self.host.room(room, f"event/{urllib.parse.quote(self.messages[0])}")
        self.first_message_ts = self.host("GET", path)["origin_server_ts"]
        self.create = self.host.history(room)[-1]["event_id"]
        return room

    def space_with_children(self, count):
        self.names = [f"Child {number}" for number in range(1, count + 1)]
        children = [self.host.create(preset="public_chat", visibility="public", name=name,
                                     room_version="10") for name in self.names]
        space = self.host.create(
            preset="public_chat", name="Everything", creation_content={"type": "m.space"})
        for child in children:
            self.host.set_state(space, "m.space.child", {"via": [self.asked.name]}, child)
        return space, children

    def openid_token(self):
        path = f"/_matrix/client/v3/user/{urllib.parse.quote(self.host.id)}/openid/request_token"
        return self.host("POST", path, {})["access_token"]

    def thumbnail(self):
        """The thumbnail as a client of the asked server gets it."""
        return self.host.bytes(
            "GET", f"/_matrix/client/v1/media/thumbnail/{self.asked.name}/{self.media_id}"
            "?width=32&height=32&method=crop")
