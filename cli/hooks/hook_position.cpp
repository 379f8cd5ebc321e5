#include "hooks/hook_position.hpp"

#include <cstdio>
#include <fstream>

#include "control/json.hpp"
#include "control/member.hpp"

namespace macsecctl {

std::optional<StreamPosition> load_position(const std::filesystem::path& file) {
  std::ifstream in(file);
  const macsec::Json stored = macsec::Json::parse(in, nullptr, false);
  const auto run = macsec::text_member(stored, "run");
  const auto sequence = macsec::number_member(stored, "sequence");
  if (!run || !sequence || *sequence < 0) return std::nullopt;
  return StreamPosition{*run, static_cast<std::uint64_t>(*sequence)};
}

// Lost with the power, it costs a repetition.
bool save_position(const std::filesystem::path& file, const StreamPosition& position) {
  const std::filesystem::path aside = file.string() + ".new";
  std::ofstream out(aside, std::ios::trunc);
  out << macsec::to_text(macsec::Json{{"run", position.run}, {"sequence", position.sequence}})
      << "\n";
  out.close();
  return out && std::rename(aside.c_str(), file.c_str()) == 0;
}

}  // namespace macsecctl
