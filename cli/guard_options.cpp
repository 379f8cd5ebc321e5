#include "guard_options.hpp"

#include <sstream>

namespace macsecctl {
namespace {

Json words_of(const std::string& list) {
  Json words = Json::array();
  std::istringstream in(list == "nothing" ? "" : list);
  for (std::string word; std::getline(in, word, ',');) words.push_back(word);
  return words;
}

}  // namespace

void GuardOptions::declare(CLI::App& app) {
  app.add_option("--clear-protocols", clear_protocols,
                 "what may pass in clear beside MACsec even in must_encrypt, a list of lldp, lacp, "
                 "pause; or nothing (the default)")
      ->type_name("LIST");
}

void GuardOptions::add_to(Json& parameters) const {
  if (clear_protocols) parameters["clearProtocols"] = words_of(*clear_protocols);
}

}  // namespace macsecctl
