#pragma once

#include <string>
#include <string_view>

#include "system/tree.hpp"

/// Completion for shells, as text that the shell reads. None of them runs anything but dmpcert
/// itself, for the sites of a dossier; it then gets the dossier's name and nothing else of what a
/// person has typed, which may be a secret, and no variable of the environment.
namespace dmp::cli {

/// kCompleteSites is the hidden command that the scripts run: it prints the ids of a dossier's
/// sites.
inline constexpr std::string_view kCompleteSites = "complete-sites";

/// TreeInBoth is the command tree in both languages.
struct TreeInBoth {
  TreeCommand english;
  TreeCommand french;
};

/// bash_script completes without descriptions, which bash has none of.
std::string bash_script(const TreeInBoth& tree);

/// zsh_script and fish_script show descriptions in the language of the locale.
std::string zsh_script(const TreeInBoth& tree);
std::string fish_script(const TreeInBoth& tree);

}  // namespace dmp::cli
