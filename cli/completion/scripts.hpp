#pragma once

#include <string>

#include "system/tree.hpp"

/// Completion for shells, as text that the shell reads. None of them runs dmpcert or anything else:
/// what a person types, which may be a secret, goes nowhere.
namespace dmp::cli {

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
