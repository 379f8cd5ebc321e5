#include "wpa/wpa_import.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

#include "spelling.hpp"

namespace macsecctl {
namespace {

// They say how wpa_supplicant itself is run, or what macsecd does anyway.
constexpr std::array silent_names{"ctrl_interface",    "ctrl_interface_group",
                                  "update_config",     "eapol_version",
                                  "ap_scan",           "fast_reauth",
                                  "key_mgmt",          "eapol_flags",
                                  "macsec_policy",     "mka_ckn",
                                  "mka_cak",           "mka_priority",
                                  "macsec_integ_only", "macsec_replay_window",
                                  "macsec_csindex",    "macsec_offload"};

bool is_silent(const std::string& name) {
  return std::find(silent_names.begin(), silent_names.end(), name) != silent_names.end();
}

struct Reason {
  const char* name;
  const char* why;
};
constexpr std::array reasons{
    Reason{"id_str", "connections are named by --name"},
    Reason{"ssid", "a wired link has none"},
    Reason{"priority", "the newest key that the peer has goes first"},
    Reason{"disabled", "take the connection down afterwards: macsecctl down NAME"},
};

std::string why_not(const std::string& name) {
  for (const Reason& reason : reasons)
    if (name == reason.name) return reason.why;
  return "macsecd has nothing like it";
}

std::optional<std::uint32_t> number_from(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_cak(std::string_view text) {
  return (text.size() == 32 || text.size() == 64) &&
         std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isxdigit(c) != 0; });
}

class Importer {
 public:
  Importer(const WpaFile& file, const std::string& path) : file_(file), path_(path) {}

  Result<WpaImport> run() {
    for (const auto& [name, value] : file_.global) leave_unless_silent(name, value.line);
    for (const WpaNetwork& network : file_.networks)
      if (auto taken = take(network); !taken) return Failure{taken.error()};
    if (out_.keys.empty())
      return Failure{
          Error{Errc::illegal_param, path_ + " has no network with a pre-shared CAK",
                "key_mgmt=NONE, eapol_flags=0, macsec_policy=1, mka_ckn and mka_cak make one"}};
    std::reverse(out_.keys.begin(), out_.keys.end());
    std::sort(out_.left.begin(), out_.left.end(),
              [](const NotCarried& a, const NotCarried& b) { return a.line < b.line; });
    return std::move(out_);
  }

 private:
  void leave(std::size_t line, std::string name, std::string why) {
    out_.left.push_back({line, std::move(name), std::move(why)});
  }
  void leave_unless_silent(const std::string& name, std::size_t line) {
    if (!is_silent(name)) leave(line, name, why_not(name));
  }
  Failure refuse(const WpaNetwork& network, std::string_view name, const std::string& what) const {
    return Failure{
        Error{Errc::illegal_param,
              path_ + ":" + std::to_string(network.line_of(name)) + ": " + std::string(name) + what,
              "mend the file, or make the connection by hand: create-connection"}};
  }

  Result<void> take(const WpaNetwork& network) {
    if (const char* const other = kind_of_other(network)) {
      leave(network.line, "network", other);
      return {};
    }
    const auto settings = settings_of(network);
    if (!settings) return Failure{settings.error()};
    if (!out_.keys.empty() && *settings != out_.settings) {
      leave(network.line, "network",
            "its settings differ from those of the first, and an interface "
            "has one connection");
      return {};
    }
    out_.settings = *settings;
    for (const auto& [name, value] : network.values) note(network, name, value);
    return take_key(network);
  }

  // Null: it has a pre-shared CAK.
  static const char* kind_of_other(const WpaNetwork& network) {
    if (network.value("macsec_policy") != "1") return "it does not use MACsec (macsec_policy=1)";
    if (network.value("key_mgmt") != "NONE")
      return "its CAK comes from EAP, which macsecd does not do (key_mgmt)";
    return nullptr;
  }

  Result<void> read_number(const WpaNetwork& network, const char* name, const char* member,
                           std::uint32_t largest, Json& into) const {
    const std::string_view text = network.value(name);
    if (text.empty()) return {};
    const auto number = number_from(text);
    if (!number || *number > largest)
      return refuse(network, name,
                    ": a number from 0 to " + std::to_string(largest) + " is needed");
    into[member] = *number;
    return {};
  }

  Result<void> read_choice(const WpaNetwork& network, const char* name, const char* member,
                           std::initializer_list<const char*> words, Json& into) const {
    const std::string_view text = network.value(name);
    const auto index = text.empty() ? std::optional<std::uint32_t>(0) : number_from(text);
    if (!index || *index >= words.size())
      return refuse(network, name,
                    ": a number from 0 to " + std::to_string(words.size() - 1) + " is needed");
    into[member] = *(words.begin() + *index);
    return {};
  }

  // With wpa_supplicant's defaults of what is not said; it lets nothing pass in clear.
  Result<Json> settings_of(const WpaNetwork& network) const {
    Json out{{"encryptionMode", "must_encrypt"}, {"keyServerPriority", 255}};
    Result<void> read = read_number(network, "mka_priority", "keyServerPriority", 255, out);
    if (read) read = read_number(network, "macsec_replay_window", "replayWindow", 0xffffffff, out);
    if (read)
      read = read_choice(network, "macsec_csindex", "cipherSuite", {"gcm-aes-128", "gcm-aes-256"},
                         out);
    if (read)
      read = read_choice(network, "macsec_integ_only", "confidentiality",
                         {"offset-0", "integrity-only"}, out);
    if (read) read = read_choice(network, "macsec_offload", "offload", {"off", "phy", "mac"}, out);
    if (!read) return Failure{read.error()};
    return out;
  }

  void note(const WpaNetwork& network, const std::string& name, const WpaValue& value) {
    if (name == "macsec_replay_protect") {
      if (value.text != "1") leave(value.line, name, "macsecd always protects against replay");
    } else if (name == "macsec_port") {
      if (value.text != "1") leave(value.line, name, "the port of our SCI is 1");
    } else if (name == "eapol_flags" && network.value(name) != "0") {
      leave(value.line, name, "nothing is authenticated beside MKA");
    } else {
      leave_unless_silent(name, value.line);
    }
  }

  Result<void> take_key(const WpaNetwork& network) {
    const std::string ckn(network.value("mka_ckn"));
    if (const auto complaint = complaint_about_ckn(ckn))
      return refuse(network, "mka_ckn", ": " + complaint->what);
    if (!is_cak(network.value("mka_cak")))
      return refuse(network, "mka_cak", " is not 32 or 64 hexadecimal digits");
    out_.keys.push_back({ckn, network.value("mka_cak")});
    return {};
  }

  const WpaFile& file_;
  const std::string& path_;
  WpaImport out_;
};

}  // namespace

Result<WpaImport> import_from(const WpaFile& file, const std::string& path) {
  return Importer(file, path).run();
}

}  // namespace macsecctl
