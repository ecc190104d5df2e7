#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that answers as the platform's documentation says, and shares no line with the project's own simulator.

Three hosts on three loopback ports: one for tokens, one for the API, one for logos. Every request is kept.
Started by itself it prints its addresses and serves until it is ended.
"""

import http.server
import json
import secrets
import sys
import threading
import time
import urllib.parse

HELSINKI = "ba9dd929-1408-33a6-3ce2-bc45fcfaaa5c"
STOCKHOLM = "37efa883-c8ad-4ff7-927b-b11b02beb923"

COUNTRIES = [
    {"isoCountryCode": "SE", "name": "Sweden"},
    {"isoCountryCode": "FI", "name": "Finland", "id": "f1", "unheardOf": {"a": [1, 2.50, None]}},
    {"isoCountryCode": "DE", "name": "Germany"},
    {"isoCountryCode": "DK", "name": "Denmark"},
]

CITIES = [
    {"cityId": STOCKHOLM, "name": "Stockholm", "isoCountryCode": "SE"},
    {"cityId": HELSINKI, "name": "Helsinki", "isoCountryCode": "FI"},
    {"cityId": "bb97dd78-835c-9922-e700-a8b5b3f5cbba", "name": "Frankfurt", "isoCountryCode": "DE"},
    {"cityId": "8f64d9db-7f38-e13e-cbf8-809e6bc6175c", "name": "Copenhagen", "isoCountryCode": "DK"},
    {"cityId": "tampere", "name": "Tampere", "isoCountryCode": "FI"},
    {"cityId": "0a b&c=d", "name": "Turku", "isoCountryCode": "FI"},
]

# The details object of the documentation, to the letter.
SEB = json.loads(
    """
    {
        "city": "Stockholm",
        "country": "Sweden",
        "postalCode": "106 40",
        "streetAddress": "Kungsträdgårdsgatan 8",
        "companyNumber": "502032-9081",
        "phone": "+46-771 365 365",
        "websiteUrl": "https://seb.se/",
        "globalPaymentProducts": [
            "sepa-credit-transfers",
            "domestic"
        ],
        "paymentProducts": [
            "swedish-domestic-private-credit-transfers",
            "swedish-domestic-private-own-accounts-transfers",
            "swedish-domestic-private-bankgiros",
            "swedish-domestic-private-plusgiros",
            "sepa-credit-transfers",
            "cross-border-credit-transfers",
            "high-value-credit-transfers",
            "dk-domestic-credit-transfers",
            "intra-company-credit-transfers",
            "no-domestic-credit-transfers",
            "pl-domestic-credit-transfers",
            "se-domestic-credit-transfers",
            "uk-domestic-credit-transfers"
        ],
        "supportedAuthorizationMethods": [
            {
                "name": "OAuth2",
                "uri": "https://auth.dev.openbankingplatform.com/.well-known/openid-configuration"
            }
        ],
        "bicFi": "ESSESESS",
        "name": "Skandinaviska Enskilda Banken AB ",
        "logoUrl": "https://opeopenbanking.blob.core.windows.net/images/ESSESESS.jpg"
    }
    """
)


def bank(bic, name, city, country, **more):
    return {"bicFi": bic, "name": name, "city": city, "country": country, **more}


# a name of it -> (country codes, city ids, list item, details)
def make_banks(logo_url):
    def item(details, **more):
        return {"bicFi": details["bicFi"], "name": details["name"], "logoUrl": f"{logo_url}/{details['bicFi']}.png", **more}

    nordea = bank(
        "NDEASESS", "Nordea Bank AB", "Stockholm", "Sweden", phone=None, globalPaymentProducts=["domestic"],
        supportedAuthorizationMethods=[{"name": "OAuth2", "uri": ""}, {"name": "Decoupled", "uri": ""}],
    )
    handelsbanken = bank(
        "HANDSESS", "Handelsbanken", "Stockholm", "Sweden", supportedAuthorizationMethods=[],
        affiliatedAspsps=[{"id": "08999", "name": "Södra Dalarnas Sparbank"}],
        paymentInitiation={"signingBasketsSupported": True}, accountInformation={}, number=12345678901234567890,
    )
    helsinki = bank(
        "NDEAFIHH", "Nordea Bank Abp", "Helsinki", "Finland", globalPaymentProducts=["sepa-credit-transfers"],
        supportedAuthorizationMethods=[{"name": "Decoupled", "uri": ""}],
    )
    tampere = bank("TAMPFI22", "Tampereen \u001b[31mPankki", "Tampere", "Finland")
    frankfurt = bank("FRANDEFF", "=Frankfurt|Bank\u202e", "Frankfurt", "Germany")
    return {
        "ESSESESS": (["SE"], [STOCKHOLM], item(SEB), SEB),
        "NDEASESS": (["SE"], [STOCKHOLM], item(nordea, id="0123", unheardOf=[{"deep": None}]), nordea),
        "HANDSESS": (["SE"], [STOCKHOLM], item(handelsbanken), handelsbanken),
        "NDEAFIHH": (["FI"], [HELSINKI], item(helsinki), helsinki),
        "TAMPFI22": (["FI"], ["tampere"], item(tampere), tampere),
        "FRANDEFF": (["DE"], ["bb97dd78-835c-9922-e700-a8b5b3f5cbba"], item(frankfurt), frankfurt),
    }


class Platform:
    """What the three hosts know, and what they were asked."""

    def __init__(self, client_id="client", client_secret="s3cret-of-the-client"):
        self.client_id = client_id
        self.client_secret = client_secret
        self.tokens = {}
        self.token_lifetime = 3600
        self.requests = []
        self.spoil = None  # a function of (host, path) that answers (status, headers, body), or None
        self.lock = threading.Lock()
        self.servers = []
        for host in ("auth", "api", "logo"):
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self.make_handler(host))
            server.daemon_threads = True
            # Who asked may be gone before it is answered.
            server.handle_error = lambda *arguments: None
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            self.servers.append(server)
        self.auth_url, self.api_url, self.logo_url = (
            f"http://127.0.0.1:{server.server_address[1]}" for server in self.servers
        )
        self.banks = make_banks(self.logo_url)
        self.countries, self.cities = COUNTRIES, CITIES

    def stop(self):
        for server in self.servers:
            server.shutdown()
            server.server_close()

    def take_requests(self):
        with self.lock:
            taken, self.requests = self.requests, []
        return taken

    def make_handler(self, host):
        platform = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length).decode()
                request = {
                    "host": host, "method": self.command, "target": self.path,
                    "headers": {name.lower(): value for name, value in self.headers.items()}, "body": body,
                }
                with platform.lock:
                    platform.requests.append(request)
                status, headers, text = platform.answer(request)
                content = text if isinstance(text, bytes) else text.encode()
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = answer

            def log_message(self, *arguments):
                pass

        return Handler

    def answer(self, request):
        path = urllib.parse.urlsplit(request["target"]).path
        spoilt = self.spoil(request["host"], path) if self.spoil else None
        if spoilt is not None:
            return spoilt
        if request["host"] == "auth":
            return self.answer_token(request, path)
        if request["host"] == "api":
            return self.answer_api(request, path)
        return 404, {}, ""

    def answer_token(self, request, path):
        if path != "/connect/token" or request["method"] != "POST":
            return 404, {}, ""
        if request["headers"].get("content-type") != "application/x-www-form-urlencoded":
            return 415, {}, ""
        form = dict(urllib.parse.parse_qsl(request["body"], strict_parsing=True))
        if form.get("grant_type") != "client_credentials":
            return 400, {}, json.dumps({"error": "unsupported_grant_type"})
        if (form.get("client_id"), form.get("client_secret")) != (self.client_id, self.client_secret):
            return 400, {}, json.dumps({"error": "invalid_client"})
        if "aspspinformation" not in form.get("scope", ""):
            return 400, {}, json.dumps({"error": "invalid_scope"})
        token = secrets.token_urlsafe(24)
        self.tokens[token] = time.time() + self.token_lifetime
        return 200, {}, json.dumps(
            {"access_token": token, "expires_in": self.token_lifetime, "token_type": "Bearer", "scope": form["scope"]}
        )

    def error(self, status, code):
        return status, {}, json.dumps({"tppMessages": [{"category": "ERROR", "code": code, "text": "Sorry"}]})

    def answer_api(self, request, path):
        scheme, _, token = request["headers"].get("authorization", "").partition(" ")
        if scheme != "Bearer" or self.tokens.get(token, 0) < time.time():
            return self.error(401, "TOKEN_INVALID")
        if not request["headers"].get("x-request-id"):
            return self.error(400, "FORMAT_ERROR")
        prefix = "/psd2/aspspinformation/v1/"
        if not path.startswith(prefix) or request["method"] != "GET":
            return self.error(404, "RESOURCE_UNKNOWN")
        kind, _, one = path[len(prefix):].partition("/")
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(request["target"]).query)
        lists = {
            name: [part for value in query.get(name, []) for part in value.split(",") if part]
            for name in ("isoCountryCodes", "cityIds")
        }
        return self.answer_list(kind, lists) if not one else self.answer_one(kind, urllib.parse.unquote(one))

    def answer_list(self, kind, lists):
        codes, ids = ([text.lower() for text in lists[name]] for name in ("isoCountryCodes", "cityIds"))
        everything = not codes and not ids
        if kind == "countries":
            found = [c for c in self.countries if not codes or c["isoCountryCode"].lower() in codes]
        elif kind == "cities":
            found = [
                c for c in self.cities
                if everything or c["isoCountryCode"].lower() in codes or c["cityId"].lower() in ids
            ]
        elif kind == "aspsps":
            found = [
                item for countries, cities, item, _ in self.banks.values()
                if everything or any(c.lower() in codes for c in countries) or any(c.lower() in ids for c in cities)
            ]
        else:
            return self.error(404, "RESOURCE_UNKNOWN")
        return 200, {}, json.dumps({kind: found}, ensure_ascii=False)

    def answer_one(self, kind, one):
        found = None
        if kind == "countries":
            found = next((c for c in self.countries if c["isoCountryCode"].lower() == one.lower()), None)
        elif kind == "cities":
            found = next((c for c in self.cities if c["cityId"].lower() == one.lower()), None)
        elif kind == "aspsps":
            found = next((details for _, _, _, details in self.banks.values() if details["bicFi"] == one), None)
        if found is None:
            return self.error(404, "RESOURCE_UNKNOWN")
        return 200, {}, json.dumps(found, ensure_ascii=False)


def main():
    platform = Platform()
    print(f"--auth-url {platform.auth_url} --api-url {platform.api_url} --client-id {platform.client_id}")
    print(f"secret: {platform.client_secret}", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        platform.stop()
        sys.exit(0)


if __name__ == "__main__":
    main()
