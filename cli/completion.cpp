#include "completion.hpp"

namespace macsecctl {
namespace {

constexpr const char* bash =
    R"(# Completion of macsecctl(8) for bash: source <(macsecctl completion bash)
_macsecctl() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files) compopt -o default ;;
      *) COMPREPLY+=("${line%%$'\t'*}") ;;
    esac
  done < <(macsecctl complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _macsecctl macsecctl
)";

constexpr const char* zsh = R"(#compdef macsecctl
# Completion of macsecctl(8) for zsh: source <(macsecctl completion zsh), or as _macsecctl in a directory of $fpath
_macsecctl() {
  local line word
  local -a proposed
  for line in "${(@f)$(macsecctl complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    word=${line%%$'\t'*}
    case $line in
      '') ;;
      :files) _files; return ;;
      *) proposed+=("${word//:/\\:}:${line#*$'\t'}") ;;
    esac
  done
  _describe -t values value proposed
}
if [[ ${funcstack[1]-} == _macsecctl ]]; then _macsecctl "$@"; else compdef _macsecctl macsecctl; fi
)";

}  // namespace

std::string completion_script(const std::string& shell) { return shell == "zsh" ? zsh : bash; }

}  // namespace macsecctl
