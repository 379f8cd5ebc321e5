#include "interface_check.hpp"

#include <algorithm>
#include <set>

#include "catch.hpp"
#include "kernel_check.hpp"

using namespace macsecd;
using macsec::Errc;

namespace {

// All is well, and somebody listened.
InterfaceFacts ready() {
  InterfaceFacts facts;
  facts.wish.interface = "eth3";
  facts.wish.device = "ms-eth3";
  facts.link = netlink::Link{.ifindex = 3, .name = "eth3", .up = true, .lower_up = true};
  facts.link->mtu = 1532;
  facts.speed = 10'000;
  facts.mkpdus_heard = 2;
  return facts;
}

Check named(const std::vector<Check>& checks, const std::string& name) {
  const auto found = std::find_if(checks.begin(), checks.end(),
                                  [&](const Check& check) { return check.name == name; });
  REQUIRE(found != checks.end());
  return *found;
}

// It is found, says what to do, and counts only if it failed.
void found(const InterfaceFacts& facts, const char* name, CheckResult result) {
  INFO(name);
  const auto checks = interface_checks(facts);
  CHECK(named(checks, name).result == result);
  CHECK_FALSE(named(checks, name).more.empty());
  CHECK(is_ready(checks) == (result != CheckResult::failed));
}

std::set<std::string> names(const std::vector<Check>& checks) {
  std::set<std::string> out;
  for (const Check& check : checks) out.insert(check.name);
  return out;
}

}  // namespace

TEST_CASE("[M3, M94] an interface that is ready passes every check") {
  const auto checks = interface_checks(ready());
  CHECK(is_ready(checks));
  for (const Check& check : checks) {
    INFO(check.name);
    CHECK(check.result == (check.name == "offload" ? CheckResult::info : CheckResult::ok));
  }
  CHECK(names(checks) == std::set<std::string>{"interface", "kind", "link", "speed", "mtu",
                                               "addresses", "vlans", "macsec-devices",
                                               "other-software", "connection", "profile", "offload",
                                               "eapol"});
}

TEST_CASE("[M3, M100] what is not there, or cannot carry MACsec") {
  InterfaceFacts facts = ready();
  facts.link.reset();
  found(facts, "interface", CheckResult::failed);
  facts = ready();
  facts.unsuitable = macsec::Error{Errc::unsupported_interface, "eth3: it is a port of a bridge",
                                   "put the macsec device into the bridge instead"};
  found(facts, "kind", CheckResult::failed);
  facts = ready();
  facts.link->up = false;
  found(facts, "link", CheckResult::failed);
  facts = ready();
  facts.link->lower_up = false;
  found(facts, "link", CheckResult::failed);
}

TEST_CASE("[M25] a suite without XPN is not for fast ports") {
  InterfaceFacts facts = ready();
  facts.wish.suite = mka::CipherSuite::gcm_aes_256;
  CHECK(named(interface_checks(facts), "speed").result == CheckResult::ok);
  facts.speed = 25'000;
  found(facts, "speed", CheckResult::warning);
  facts.speed = 100'000;
  found(facts, "speed", CheckResult::failed);
  facts.speed.reset();
  found(facts, "speed", CheckResult::info);
  facts.wish.suite = mka::CipherSuite::gcm_aes_xpn_256;
  facts.speed = 400'000;
  CHECK(named(interface_checks(facts), "speed").result == CheckResult::ok);
}

TEST_CASE("[M3] the MTU that is left is named") {
  InterfaceFacts facts = ready();
  facts.link->mtu = 1500;
  found(facts, "mtu", CheckResult::warning);
  CHECK(named(interface_checks(facts), "mtu").message.find("gets 1468") != std::string::npos);
  facts.link->mtu = 1300;
  CHECK(named(interface_checks(facts), "mtu").message.find("IPv6") != std::string::npos);
  facts.link->mtu = 20;
  found(facts, "mtu", CheckResult::warning);
}

TEST_CASE("[M47, M94] what is on the interface itself passes beside MACsec, or is cut off") {
  for (const auto mode : {mka::EncryptionMode::should_encrypt, mka::EncryptionMode::must_encrypt}) {
    InterfaceFacts facts = ready();
    facts.wish.mode = mode;
    const char* const fate =
        mode == mka::EncryptionMode::must_encrypt ? "cut off" : "beside MACsec";
    facts.addresses = {"192.0.2.1", "2001:db8::1"};
    found(facts, "addresses", CheckResult::warning);
    const auto checks = interface_checks(facts);
    CHECK(named(checks, "addresses").message.find("192.0.2.1, 2001:db8::1") == 0);
    CHECK(named(checks, "addresses").message.find(fate) != std::string::npos);
    facts = ready();
    facts.wish.mode = mode;
    facts.vlans = {"eth3.5"};
    found(facts, "vlans", CheckResult::warning);
    CHECK(named(interface_checks(facts), "vlans").message.find(fate) != std::string::npos);
  }
}

TEST_CASE("[M94] others that use the interface") {
  InterfaceFacts facts = ready();
  facts.macsec_devices = {"macsec0"};
  found(facts, "macsec-devices", CheckResult::warning);
  facts = ready();
  facts.wpa_supplicant = true;
  found(facts, "other-software", CheckResult::warning);
}

TEST_CASE("[M55] a connection that is up but CLEAR is not ready") {
  InterfaceFacts facts = ready();
  facts.connection = PresentConnection{.name = "uplink", .secured = true};
  CHECK(is_ready(interface_checks(facts)));
  facts.connection = PresentConnection{.name = "uplink", .clear = true};
  found(facts, "connection", CheckResult::failed);
  CHECK(named(interface_checks(facts), "connection").message.find("CLEAR") != std::string::npos);
  facts.connection = PresentConnection{.name = "uplink"};
  found(facts, "connection", CheckResult::failed);
}

TEST_CASE("[M94] settings that the other end cannot work with, or hardly") {
  InterfaceFacts facts = ready();
  facts.wish.profile = Profile::aws;
  facts.wish.suite = mka::CipherSuite::gcm_aes_128;
  found(facts, "profile", CheckResult::failed);
  facts.wish.profile = Profile::alibaba;
  facts.wish.mode = mka::EncryptionMode::should_encrypt;
  found(facts, "profile", CheckResult::warning);
}

TEST_CASE("[M95] whether the link lets EAPOL pass is known only if somebody listened") {
  InterfaceFacts facts = ready();
  facts.mkpdus_heard = 0;
  found(facts, "eapol", CheckResult::warning);
  facts.mkpdus_heard.reset();
  found(facts, "eapol", CheckResult::info);
}

TEST_CASE("[M3] what kernel and agent lack") {
  KernelFacts facts{.tried = true, .gcm_driver = "generic-gcm-aesni"};
  for (const Check& check : kernel_checks(facts)) CHECK(check.result == CheckResult::ok);
  const auto failure = [&](const char* name) {
    const auto checks = kernel_checks(facts);
    CHECK_FALSE(named(checks, name).more.empty());
    return named(checks, name).result == CheckResult::failed && !is_ready(checks);
  };
  facts.missing_capabilities = {"CAP_NET_RAW"};
  CHECK(failure("privileges"));
  facts = {.driver = macsec::Error{Errc::kernel_unsupported, "no driver", "modprobe macsec"}};
  CHECK(failure("macsec-driver"));
  CHECK(named(kernel_checks(facts), "cipher-suite").result == CheckResult::info);
  facts = {.tried = true, .refusal = macsec::Error{Errc::kernel_unsupported, "no SAK", "dmesg"}};
  CHECK(failure("cipher-suite"));
}

TEST_CASE("[M97] AES in plain C is warned of") {
  const std::string text =
      "name         : gcm(aes)\ndriver       : gcm_base(ctr(aes-generic),ghash-generic)\n"
      "module       : gcm\npriority     : 100\n\n"
      "name         : __gcm(aes)\ndriver       : __other\npriority     : 900\n\n";
  const std::string fast =
      "name         : gcm(aes)\ndriver       : generic-gcm-aesni\npriority     : 400\n\n";
  const auto result = [](const std::string& proc_crypto) {
    KernelFacts facts{.gcm_driver = preferred_gcm(proc_crypto)};
    return named(kernel_checks(facts), "crypto").result;
  };
  CHECK(preferred_gcm(text) == "gcm_base(ctr(aes-generic),ghash-generic)");
  CHECK(result(text) == CheckResult::warning);
  CHECK(preferred_gcm(text + fast) == "generic-gcm-aesni");
  CHECK(preferred_gcm(fast + text) == "generic-gcm-aesni");
  CHECK(result(fast + text) == CheckResult::ok);
  CHECK(result("") == CheckResult::info);
}
