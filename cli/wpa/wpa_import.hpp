// What becomes of a configuration of wpa_supplicant: one connection on its interface, with the keys
// of all networks that agree with the first.
#pragma once

#include <string>
#include <vector>

#include "wpa/wpa_file.hpp"

namespace macsecctl {

struct ImportedKey {
  std::string ckn;
  std::string_view cak;  // in the text that was read
};

struct NotCarried {
  std::size_t line = 0;
  std::string name;
  std::string why;
};

struct WpaImport {
  Json settings = Json::object();  // without name, interface and device
  std::vector<ImportedKey> keys;   // oldest first: the first network's is the newest
  std::vector<NotCarried> left;
};

Result<WpaImport> import_from(const WpaFile& file, const std::string& path);

}  // namespace macsecctl
