#include <map>
#include <vector>

#include "completion/scripts.hpp"

namespace dmp::cli {
namespace {

/// Patterns of a `case` by what is done for them, which stands in the script as often as needed.
using Cases = std::map<std::string, std::vector<std::string>>;

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  return CLI::detail::join(words, between);
}

std::string to_text(const Cases& cases, const std::string& indent) {
  std::string text;
  for (const auto& [act, patterns] : cases) {
    text.append(indent)
        .append(joined(patterns, " |\\\n" + indent))
        .append(")\n" + indent + "  " + act + " ;;\n");
  }
  return text;
}

/// A pattern for a word after a command. Options of the program itself are taken after every
/// command.
std::string pattern(const TreeCommand& command, const std::string& word) {
  return command.path.empty() && word.starts_with('-') ? "*' " + word + "'"
                                                       : "'" + command.words() + " " + word + "'";
}

/// What is done for a value: words are left in $words; without any, readline looks for files.
std::string act_for(const Values& values) {
  if (values.sites) {
    return R"~(words+=" $(_dmpcert_sites "${dossiers[@]}")")~" +
           std::string(values.files ? "" : "; compopt +o default");
  }
  if (!values.words.empty()) {
    return "words='" + joined(values.words, " ") + "'" +
           (values.files ? "" : "; compopt +o default");
  }
  return values.files         ? "return"
         : values.directories ? "compopt +o default -o dirnames; return"
                              : "compopt +o default; return";
}

/// Which words lead to another command, and which are options that a value follows.
std::string steps(const TreeCommand& root) {
  Cases cases;
  for_each(root, [&cases](const TreeCommand& command) {
    for (const auto& inner : command.commands) {
      cases["command='" + inner.words() + "'"].push_back(pattern(command, inner.path.back()));
    }
    for (const auto& option : command.options) {
      for (const auto& name : option.names) {
        if (option.takes_value) {
          cases["option=$word"].push_back(pattern(command, name));
        }
      }
    }
  });
  return to_text(cases, "        ");
}

std::string values(const TreeCommand& root) {
  Cases cases;
  for_each(root, [&cases](const TreeCommand& command) {
    for (const auto& option : command.options) {
      for (const auto& name : option.names) {
        if (option.takes_value) {
          cases[act_for(option.values)].push_back(pattern(command, name));
        }
      }
    }
  });
  return to_text(cases, "      ");
}

std::string names_of(const std::vector<TreeOption>& options) {
  std::vector<std::string> names;
  for (const auto& option : options) {
    names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return joined(names, " ");
}

std::string options(const TreeCommand& root) {
  Cases cases;
  for_each(root, [&](const TreeCommand& command) {
    if (const auto names = names_of(own_options(command, root)); !names.empty()) {
      cases["words+=' " + names + "'"].push_back("'" + command.words() + "'");
    }
  });
  return to_text(cases, "      ");
}

std::string arguments(const TreeCommand& root) {
  Cases cases;
  for_each(root, [&cases](const TreeCommand& command) {
    Values taken;
    for (const auto& inner : command.commands) {
      taken.words.push_back(inner.path.back());
    }
    for (const auto& argument : command.arguments) {
      taken.files = taken.files || argument.values.files;
      taken.sites = taken.sites || argument.values.sites;
      taken.words.insert(taken.words.end(), argument.values.words.begin(),
                         argument.values.words.end());
    }
    cases[act_for(taken)].push_back("'" + command.words() + "'");
  });
  return to_text(cases, "      ");
}

}  // namespace

std::string bash_script(const TreeInBoth& tree) {
  const auto& root = tree.english;
  return R"(# Completion of dmpcert for bash, made by "dmpcert completion bash".

# The sites of the dossiers, by dmpcert, which gets a file's name and nothing else: no other word, no variable.
_dmpcert_sites() {
  local program file
  program=$(type -P dmpcert) || return
  for file; do
    file=${file//[\\\"\']/}
    file=${file/#'~/'/"$HOME/"}
    [[ ! -f $file ]] || env -i "$program" )" +
         std::string(kCompleteSites) +
         R"( "$file" < /dev/null 2> /dev/null
  done
}

_dmpcert() {
  local cur=${COMP_WORDS[COMP_CWORD]} command='' option='' words='' dossiers=() word i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == = ]]; then  # bash takes "--format=json" for three words.
      continue
    elif [[ -n $option ]]; then
      [[ $option != --dossier ]] || dossiers+=("$word")
      option=
    elif [[ $word == -- ]]; then
      return
    else
      case "$command $word" in
)" + steps(root) +
         R"(        *)
          [[ $word == -* ]] || dossiers+=("$word") ;;
      esac
    fi
  done
  [[ $cur != = ]] || cur=
  if [[ -n $option ]]; then
    case "$command $option" in
)" + values(root) +
         R"(    esac
  elif [[ $cur == -* ]]; then
    compopt +o default
    words=')" +
         names_of(root.options) + R"('
    case $command in
)" + options(root) +
         R"(    esac
  else
    case $command in
)" + arguments(root) +
         R"(    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}

complete -o default -F _dmpcert dmpcert
)";
}

}  // namespace dmp::cli
