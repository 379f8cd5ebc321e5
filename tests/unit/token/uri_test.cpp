#include "token/uri.hpp"

#include "catch.hpp"
#include "token/message.hpp"

using macsecd::token::Uri;

TEST_CASE("a URI names a token and a key in it", "[token-uri]") {
  const auto uri = Uri::parse(
      "pkcs11:token=macsec;object=uplink;type=secret-key?module-path=/usr/lib/m.so&"
      "pin-source=file:/etc/macsecd/pin");
  REQUIRE(uri);
  CHECK(uri->module_path() == "/usr/lib/m.so");
  CHECK(uri->pin_source() == "file:/etc/macsecd/pin");
  CHECK(Uri::parse("pkcs11:serial=0815;id=%01"));
  CHECK(Uri::parse("pkcs11:token=a;object=b?pin-source=credential:pin"));
}

TEST_CASE("a URI that would show the PIN, or mean anything, is refused", "[token-uri]") {
  for (const char* text : {
           "",
           "uplink",
           "pkcs11:",
           "pkcs11:object=uplink",                              // no token: the PIN goes to any
           "pkcs11:token=macsec",                               // no key
           "pkcs11:token=macsec;object=a;type=private",         // not a secret key
           "pkcs11:token=macsec;object=a;bogus=1",              // unknown
           "pkcs11:token=macsec;object=a?pin-value=1234",       // shows the PIN
           "pkcs11:token=macsec;object=a?module-path=m.so",     // depends on where we are
           "pkcs11:token=macsec;object=a?module-name=softhsm",  // depends on a search path
           "pkcs11:token=macsec;object=a?pin-source=pin",       // neither file nor credential
           "pkcs11:token=macsec;object=a?pin-source=|/bin/pin",
       }) {
    CAPTURE(text);
    const auto uri = Uri::parse(text);
    CHECK_FALSE(uri);
  }
  CHECK_FALSE(Uri::parse(std::string("pkcs11:token=a;object=b\0c", 25)));
  CHECK_FALSE(Uri::parse("pkcs11:token=a;object=" + std::string(macsecd::token::longest_uri, 'b')));
}

TEST_CASE("what is wrong with a URI is said without the PIN in it", "[token-uri]") {
  const auto uri = Uri::parse("pkcs11:token=macsec;object=a?pin-value=7391");
  REQUIRE_FALSE(uri);
  CHECK((uri.error().what + uri.error().hint).find("7391") == std::string::npos);
  CHECK(uri.error().what.find("pin-value") != std::string::npos);
}
