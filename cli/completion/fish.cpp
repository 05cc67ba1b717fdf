#include <string_view>

#include "completion/scripts.hpp"

namespace dmp::cli {
namespace {

std::string in_quotes(std::string_view text) {
  std::string made = "'";
  for (const char c : text) {
    made += c == '\'' || c == '\\' ? "\\" : "";
    made += c;
  }
  return made + "'";
}

/// What `complete` is told about a value.
std::string act_for(const Values& values) {
  if (values.sites) {
    return " -x -a '(__dmpcert_sites)'";
  }
  const auto words =
      values.words.empty() ? "" : " -a " + in_quotes(CLI::detail::join(values.words, " "));
  return values.files         ? " -r -F" + words
         : values.directories ? " -x -a '(__fish_complete_directories)'"
                              : " -x" + words;
}

std::string option_line(const TreeOption& option, const std::string& start) {
  auto line = start;
  for (const auto& name : option.names) {
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  return line + (option.takes_value ? act_for(option.values) : "") + " -d " +
         in_quotes(option.about) + "\n";
}

std::string lines_of(const TreeCommand& command, const TreeCommand& root) {
  const auto start = "    complete -c dmpcert -n " + in_quotes("__dmpcert_at " + command.words());
  std::string lines;
  for (const auto& inner : command.commands) {
    lines += start + " -a " + inner.path.back() + " -d " + in_quotes(inner.about) + "\n";
  }
  for (const auto& option : own_options(command, root)) {
    lines += option_line(option, start);
  }
  for (const auto& argument : command.arguments) {
    const auto& values = argument.values;
    lines += values.files                            ? start + " -F\n"
             : values.words.empty() && !values.sites ? ""
                                                     : start + act_for(values) + "\n";
  }
  return lines;
}

std::string language_lines(const TreeCommand& root) {
  std::string lines;
  for (const auto& option : root.options) {  // Taken after every command, too.
    lines += option_line(option, "    complete -c dmpcert");
  }
  for_each(root, [&](const TreeCommand& command) { lines += lines_of(command, root); });
  return lines;
}

/// Which words lead to another command, and after which options a value stands.
std::string steps(const TreeCommand& root) {
  std::string commands;
  std::string options;
  for_each(root, [&](const TreeCommand& command) {
    for (const auto& inner : command.commands) {
      commands += "            case " + in_quotes(command.words() + " " + inner.path.back()) +
                  "\n                set path " + inner.words() + "\n";
    }
    for (const auto& option : command.options) {
      for (const auto& name : option.names) {
        const bool is_everywhere = command.path.empty();
        options += !option.takes_value
                       ? ""
                       : " " + in_quotes((is_everywhere ? "*" : command.words()) + " " + name);
      }
    }
  });
  return commands + "            case" + options + "\n                set option $word\n";
}

}  // namespace

std::string fish_script(const TreeInBoth& tree) {
  return R"(# Completion of dmpcert for fish, made by "dmpcert completion fish".

# What the words so far have led to: $path is the command, $dossiers are files that may be one.
function __dmpcert_walk --no-scope-shadowing
    set -l option
    for word in (commandline -opc)[2..-1]
        if test -n "$option"
            test "$option" = --dossier; and set -a dossiers $word
            set option
            continue
        end
        switch "$path $word"
)" + steps(tree.english) +
         R"(            case '* --dossier=*'
                set -a dossiers (string replace -- --dossier= '' $word)
            case '* -*'
            case '*'
                set -a dossiers $word
        end
    end
end

function __dmpcert_at
    set -l path
    set -l dossiers
    __dmpcert_walk
    test "$path" = "$argv"
end

# The sites of the dossiers, by dmpcert, which gets a file's name and nothing else: no other word, no variable.
function __dmpcert_sites
    set -l path
    set -l dossiers
    set -l program (command -s dmpcert); or return
    __dmpcert_walk
    for file in (string replace -r '^~/' "$HOME/" -- $dossiers)
        test -f "$file"; and env -i $program )" +
         std::string(kCompleteSites) +
         R"( "$file" < /dev/null 2> /dev/null
    end
end

complete -c dmpcert -f
if string match -q 'fr*' -- "$LC_ALL$LC_MESSAGES$LANG"
)" + language_lines(tree.french) +
         "else\n" + language_lines(tree.english) + "end\n";
}

}  // namespace dmp::cli
