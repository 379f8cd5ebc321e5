#include "kernel_check.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <sstream>

namespace macsecd {
namespace {

using enum CheckResult;

Check privileges(const KernelFacts& f) {
  if (f.missing_capabilities.empty()) return {"privileges", ok, "macsecd may do what it must"};
  std::string lacking;
  for (const std::string& one : f.missing_capabilities)
    lacking += (lacking.empty() ? "" : " and ") + one;
  return {"privileges", failed, "macsecd lacks " + lacking,
          "run it as root, or give its service these capabilities",
          macsec::Errc::permission_denied};
}

Check driver(const KernelFacts& f) {
  if (f.driver) return {"macsec-driver", failed, f.driver->what, f.driver->hint, f.driver->code};
  return {"macsec-driver", ok, "the kernel has the macsec driver"};
}

Check suite(const KernelFacts& f) {
  const std::string name(mka::to_string(f.suite));
  if (f.refusal) return {"cipher-suite", failed, f.refusal->what, f.refusal->hint, f.refusal->code};
  if (!f.tried)
    return {"cipher-suite", info, name + " was not tried",
            "put right what failed, and check again"};
  return {"cipher-suite", ok, "the kernel takes a SAK of " + name};
}

Check crypto(const KernelFacts& f) {
  if (f.gcm_driver.empty())
    return {"crypto", info, "the kernel has not loaded gcm(aes) yet",
            "it does so with the first SAK"};
  if (is_plain_software(f.gcm_driver))
    return {
        "crypto", warning,
        "AES-GCM is computed without help of the CPU (" + f.gcm_driver + "): MACsec will be slow",
        "look for AES instructions in /proc/cpuinfo, and load their module, for example "
        "modprobe aesni_intel"};
  return {"crypto", ok, "AES-GCM is computed with help of the CPU: " + f.gcm_driver};
}

// "driver       : generic-gcm-aesni"
std::optional<std::string> value_of(const std::string& line, std::string_view field) {
  if (!line.starts_with(field)) return std::nullopt;
  const auto colon = line.find(": ");
  if (colon == line.npos) return std::nullopt;
  return line.substr(colon + 2);
}

}  // namespace

std::vector<Check> kernel_checks(const KernelFacts& facts) {
  return {privileges(facts), driver(facts), suite(facts), crypto(facts)};
}

std::string preferred_gcm(const std::string& proc_crypto) {
  std::istringstream lines(proc_crypto);
  std::string name;
  std::string driver;
  std::string best;
  int best_priority = -1;
  for (std::string line; std::getline(lines, line);) {
    if (const auto text = value_of(line, "name")) name = *text;
    if (const auto text = value_of(line, "driver")) driver = *text;
    const auto text = value_of(line, "priority");
    if (!text || name != "gcm(aes)") continue;
    int priority = 0;
    std::from_chars(text->data(), text->data() + text->size(), priority);
    if (priority > best_priority) best = driver;
    best_priority = std::max(priority, best_priority);
  }
  return best;
}

bool is_plain_software(const std::string& gcm_driver) {
  constexpr std::array plain{"aes-generic", "aes-fixed-time", "aes-lib"};
  return std::any_of(plain.begin(), plain.end(),
                     [&](const char* name) { return gcm_driver.find(name) != gcm_driver.npos; });
}

}  // namespace macsecd
