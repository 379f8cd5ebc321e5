#include "token/worker/module.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

namespace macsecd::token {
namespace {

namespace fs = std::filesystem;

Trouble failed(std::string detail) { return {State::module_failed, std::move(detail)}; }

bool is_safe(const struct stat& about) {
  const bool ours = about.st_uid == 0 || about.st_uid == ::geteuid();
  // In a sticky directory nobody else can replace what is ours.
  const bool writable = (about.st_mode & 022) != 0;
  return ours && (!writable || (S_ISDIR(about.st_mode) && (about.st_mode & S_ISVTX) != 0));
}

}  // namespace

std::string why_not_trusted(const std::string& path) {
  std::error_code unresolved;
  const fs::path file = fs::canonical(path, unresolved);
  if (unresolved) return path + ": " + unresolved.message();
  if (!fs::is_regular_file(file, unresolved)) return path + " is not a file";
  for (fs::path at = file;; at = at.parent_path()) {
    struct stat about {};
    if (::stat(at.c_str(), &about) != 0 || !is_safe(about))
      return at.string() + " does not belong to root, or others can write to it";
    if (at == at.root_path()) return {};
  }
}

Outcome<Modules> Modules::load(const std::string& path) {
  Modules modules;
  if (path.empty()) {
    CK_FUNCTION_LIST** configured = p11_kit_modules_load_and_initialize(0);
    if (configured == nullptr) return failed("p11-kit cannot load the configured modules");
    for (; *configured != nullptr; ++configured) modules.all_.push_back(*configured);
    if (modules.all_.empty()) return failed("p11-kit has no module configured");
    return modules;
  }
  if (auto why = why_not_trusted(path); !why.empty()) return failed(std::move(why));
  CK_FUNCTION_LIST* module = p11_kit_module_load(path.c_str(), P11_KIT_MODULE_CRITICAL);
  if (module == nullptr) return failed(path + " cannot be loaded");
  if (const CK_RV rv = p11_kit_module_initialize(module); rv != CKR_OK)
    return failed(path + ": " + p11_kit_strerror(rv));
  modules.all_.push_back(module);
  return modules;
}

}  // namespace macsecd::token
