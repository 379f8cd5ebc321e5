// org.varlink.service: what the service is, and the descriptions of its interfaces.
#include "control/dispatcher.hpp"

namespace macsec {

void Dispatcher::add_service() {
  on(
      "org.varlink.service.GetInfo", [this](Call call) { get_info(std::move(call)); }, Access::read,
      Replies::one);
  on(
      "org.varlink.service.GetInterfaceDescription",
      [this](Call call) { describe(std::move(call)); }, Access::read, Replies::one);
}

void Dispatcher::get_info(Call call) const {
  Json names = Json::array();
  for (const auto& [name, interface] : interfaces_) names.push_back(name);
  call.reply({{"vendor", "macsec-agent"},
              {"product", "macsecd"},
              {"version", MACSECD_VERSION},
              {"url", ""},
              {"interfaces", std::move(names)}});
}

void Dispatcher::describe(Call call) const {
  const std::string name = call.text("interface").value_or("");
  const auto found = interfaces_.find(name);
  if (found == interfaces_.end())
    return call.fail("org.varlink.service.InterfaceNotFound", {{"interface", name}});
  call.reply({{"description", found->second.description}});
}

}  // namespace macsec
