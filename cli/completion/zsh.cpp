#include <string_view>

#include "completion/scripts.hpp"

namespace dmp::cli {
namespace {

std::string with_backslashes(std::string_view text, std::string_view before) {
  std::string made;
  for (const char c : text) {
    made += before.find(c) != std::string_view::npos ? "\\" : "";
    made += c;
  }
  return made;
}

/// A word of the script, whatever is in it.
std::string in_quotes(std::string_view text) {
  std::string made = "'";
  for (const char c : text) {
    made += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return made + "'";
}

/// What _arguments does for a value: ": " says only what is meant.
std::string act_for(const Values& values) {
  const auto words = with_backslashes(CLI::detail::join(values.words, " "), ":");
  if (!words.empty() && values.files) {
    return "{_alternative \"names\\:name\\:(" + words + ")\" \"files\\:file\\:_files\"}";
  }
  return !words.empty()       ? "(" + words + ")"
         : values.files       ? "_files"
         : values.directories ? "_files -/"
                              : " ";
}

std::string message_and_act(const std::string& name, const Values& values) {
  return ":" + with_backslashes(name, ":\\") + ":" + act_for(values);
}

/// An option's lines for _arguments, one for each name: only one of the names is of use, once.
std::string option_lines(const TreeOption& option) {
  std::string lines;
  for (const auto& name : option.names) {
    const bool is_long = name.starts_with("--");
    lines += "    " +
             in_quotes((option.repeats            ? "*"
                        : option.names.size() > 1 ? "(" + CLI::detail::join(option.names, " ") + ")"
                                                  : "") +
                       name +
                       (!option.takes_value ? ""
                        : is_long           ? "="
                                            : "+") +
                       "[" + with_backslashes(option.about, "[]\\") + "]" +
                       (option.takes_value ? message_and_act(option.type, option.values) : "")) +
             "\n";
  }
  return lines;
}

std::string name_of(const TreeCommand& command) {
  return command.path.empty() ? "_dmpcert" : "_dmpcert_" + command.words("_");
}

std::string specs_of(const TreeCommand& command, const TreeCommand& root) {
  std::string specs;
  for (const auto& option : own_options(command, root)) {
    specs += option_lines(option);
  }
  for (const auto& option : root.options) {  // Taken after every command, too.
    specs += option_lines(option);
  }
  int place = 0;
  for (const auto& argument : command.arguments) {
    const auto where = argument.repeats ? std::string("*") : std::to_string(++place);
    specs += "    " +
             in_quotes(where + (argument.repeats || argument.required ? "" : ":") +
                       message_and_act(argument.names.front(), argument.values)) +
             "\n";
  }
  return specs;
}

/// A function for a command whose words are those of another one below it.
std::string group_function(const TreeCommand& command, const TreeCommand& root) {
  std::string commands;
  for (const auto& inner : command.commands) {
    commands += "    " + in_quotes(inner.path.back() + ":" + inner.about) + "\n";
  }
  return name_of(command) + R"(() {
  local context state state_descr line
  typeset -A opt_args
  local -a commands specs
  commands=(
)" + commands +
         R"(  )
  specs=(
)" + specs_of(command, root) +
         R"(  )
  _arguments -C -S -s "$specs[@]" '1: :->command' '*:: :->arguments' && return
  case $state in
    command) _describe -t commands command commands ;;
    arguments) (( ! $+functions[)" +
         name_of(command) + R"(_$words[1]] )) || )" + name_of(command) + R"(_$words[1] ;;
  esac
}
)";
}

std::string function(const TreeCommand& command, const TreeCommand& root) {
  return !command.commands.empty()
             ? group_function(command, root)
             : name_of(command) + "() {\n  local -a specs\n  specs=(\n" + specs_of(command, root) +
                   "  )\n  _arguments -S -s \"$specs[@]\"\n}\n";
}

std::string functions(const TreeCommand& root) {
  std::string text;
  for_each(root, [&](const TreeCommand& command) { text += function(command, root); });
  return text;
}

}  // namespace

std::string zsh_script(const TreeInBoth& tree) {
  return "#compdef dmpcert\n# Completion of dmpcert for zsh, made by \"dmpcert completion "
         "zsh\".\n\n"
         "case ${LC_ALL:-${LC_MESSAGES:-$LANG}} in\nfr*)\n" +
         functions(tree.french) + ";;\n*)\n" + functions(tree.english) +
         ";;\nesac\n\n# Read as a function by compinit, or by `source` after it.\n"
         "if [[ $funcstack[1] = _dmpcert ]]; then\n  _dmpcert \"$@\"\nelse\n"
         "  compdef _dmpcert dmpcert\nfi\n";
}

}  // namespace dmp::cli
