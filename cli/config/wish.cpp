#include "config/wish.hpp"

#include <algorithm>

#include "config/nearest.hpp"
#include "control/idl.hpp"
#include "control/interface_text.hpp"
#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;
namespace idl = macsec::idl;

const idl::Interface& interface() {
  static const idl::Interface parsed = idl::parse(macsec::agent_description);
  return parsed;
}

const std::vector<idl::Field>& settings_fields() {
  return interface().types.find("ConnectionSettings")->second.fields;
}

// Of the methods that put a key into service, what can be said without the key itself.
const std::vector<idl::Field>& key_fields() {
  static const std::vector<idl::Field> fields = [] {
    std::vector<idl::Field> out;
    const auto& methods = interface().methods;
    for (const char* method : {"AssociateKey", "AssociateTokenKey"})
      for (const idl::Field& field : methods.find(method)->second.parameters.fields)
        for (const char* wanted :
             {"secretName", "ckn", "pkcs11Uri", "session", "startOn", "activateWhenPeerSeen"})
          if (field.name == wanted && std::none_of(out.begin(), out.end(), [&](const auto& one) {
                return one.name == field.name;
              }))
            out.push_back(field);
    return out;
  }();
  return fields;
}

std::string kind_of(const idl::Type& type) {
  if (type.kind == idl::Kind::boolean) return "true or false is";
  if (type.kind == idl::Kind::integer) return "a whole number is";
  if (type.kind == idl::Kind::array) return "a list of texts is";
  return "a text is";
}

bool is_cak(const std::string& name) {
  return nearest(name, {"cak", "mkaCak", "mka_cak"}) != "" && name.size() >= 3;
}

class Reader {
 public:
  explicit Reader(Complaints& complaints) : complaints_(complaints) {}

  void file(const ConfigFile& file, std::vector<WishedConnection>& into) {
    const Origin origin{&file, ""};
    if (!file.json.is_object())
      return complain(origin, "an object is needed here: {\"connections\": [...]}");
    for (const auto& [name, value] : file.json.items()) {
      if (name == "connections")
        connections(value, origin.below(name), into);
      else if (name == "lags")
        complain_name(origin.below(name), "LAGs are not made from files",
                      "macsecctl create-lag, with connections from files");
      else if (name != "$schema")
        unknown(origin.below(name), name, {"connections", "$schema"});
    }
  }

 private:
  void complain(const Origin& origin, std::string what, std::string hint = {}) {
    complaints_.push_back(origin.complaint(std::move(what), std::move(hint)));
  }
  void complain_name(const Origin& origin, std::string what, std::string hint = {}) {
    complaints_.push_back({origin.file->path, origin.file->places.of_name(origin.pointer),
                           std::move(what), std::move(hint)});
  }

  void unknown(const Origin& origin, const std::string& name,
               const std::vector<std::string>& known) {
    if (is_cak(name))
      return complain_name(
          origin, "a CAK does not belong into a file",
          "macsecctl import-secret NAME --ckn HEX keeps it; say \"secretName\" here");
    const std::string meant = nearest(name, known);
    complain_name(origin, name + " is not known",
                  meant.empty() ? "docs: macsecd.conf(5)" : "did you mean " + meant + "?");
  }

  void connections(const Json& list, const Origin& origin, std::vector<WishedConnection>& into) {
    if (!list.is_array()) return complain(origin, "connections: a list of objects is needed");
    for (std::size_t i = 0; i < list.size(); ++i)
      connection(list[i], origin.below(std::to_string(i)), into);
  }

  void connection(const Json& object, const Origin& origin, std::vector<WishedConnection>& into) {
    if (!object.is_object()) return complain(origin, "a connection is an object");
    const std::size_t complained = complaints_.size();
    WishedConnection wish{{}, Json::object(), std::nullopt, origin};
    for (const auto& [name, value] : object.items()) {
      if (name == "macSecKeys")
        wish.keys = keys(value, origin.below(name));
      else if (check_member(origin.below(name), name, value, settings_fields(), {"macSecKeys"}))
        wish.settings[name] = value;
    }
    for (const char* needed : {"connectionName", "interface"})
      if (!text_member(object, needed)) complain(origin, std::string(needed) + " is missing");
    if (complaints_.size() != complained) return;
    wish.name = *text_member(object, "connectionName");
    if (is_new(wish)) into.push_back(std::move(wish));
  }

  bool is_new(const WishedConnection& wish) {
    const auto [first, fresh] = seen_.emplace(wish.name, wish.origin);
    if (fresh) return true;
    const Complaint before = first->second.complaint("");
    complain(wish.origin.below("connectionName"), "connection " + wish.name + " is there twice",
             "first at " + before.file + ":" + std::to_string(before.place.line));
    return false;
  }

  bool check_member(const Origin& origin, const std::string& name, const Json& value,
                    const std::vector<idl::Field>& fields, std::vector<std::string> others = {}) {
    for (const idl::Field& field : fields) {
      if (field.name != name) {
        others.push_back(field.name);
        continue;
      }
      if (!idl::first_mismatch(interface(), field.type, value)) return true;
      complain(origin, name + ": " + kind_of(field.type) + " needed");
      return false;
    }
    unknown(origin, name, others);
    return false;
  }

  std::vector<WishedKey> keys(const Json& list, const Origin& origin) {
    std::vector<WishedKey> out;
    if (!list.is_array()) {
      complain(origin, "macSecKeys: a list of objects is needed");
      return out;
    }
    for (std::size_t i = 0; i < list.size(); ++i)
      if (auto one = key(list[i], origin.below(std::to_string(i)))) out.push_back(*std::move(one));
    return out;
  }

  std::optional<WishedKey> key(const Json& object, const Origin& origin) {
    if (!object.is_object()) {
      complain(origin, "a key is an object");
      return std::nullopt;
    }
    for (const auto& [name, value] : object.items())
      if (!check_member(origin.below(name), name, value, key_fields())) return std::nullopt;
    const bool by_secret = text_member(object, "secretName").has_value();
    if (by_secret == text_member(object, "ckn").has_value()) {
      complain(
          origin, "a key is named by its secret, or by its CKN",
          "secretName, of an imported secret; or ckn, of a key that is there, or with pkcs11Uri");
      return std::nullopt;
    }
    return WishedKey{object, origin};
  }

  Complaints& complaints_;
  std::map<std::string, Origin> seen_;
};

}  // namespace

std::vector<WishedConnection> wishes_of(const std::vector<ConfigFile>& files,
                                        Complaints& complaints) {
  std::vector<WishedConnection> out;
  Reader reader(complaints);
  for (const ConfigFile& file : files) reader.file(file, out);
  return out;
}

}  // namespace macsecctl
