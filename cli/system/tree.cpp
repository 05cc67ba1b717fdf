#include "system/tree.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "dmp/model/words.hpp"
#include "dmp/policy/policy.hpp"

namespace dmp::cli {
namespace {

std::vector<std::string> editions() {
  std::vector<std::string> names;
  for (const auto& edition : policy::builtin_policies()) {
    names.emplace_back(edition.name);
  }
  return names;
}

std::vector<std::string> environments() {
  using enum model::Environment;
  std::vector<std::string> words;
  for (const auto environment : {production, test, rehearsal, unknown}) {
    words.emplace_back(to_string(environment));
  }
  return words;
}

/// A word that is typed as it stands, unlike "FILE" and "90d".
bool is_literal(const std::string& word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

/// What a type of the help stands for: words ("text|json") and kinds of values ("DIR|FILE").
Values values_of(const std::string& type) {
  if (type.starts_with("USAGE")) {
    return {{"auth-cli", "sign"}};
  }
  if (type == "WORD") {
    return {environments()};
  }
  if (type == "NAME|FILE") {
    return {editions(), true};
  }
  if (type == "rsa:BITS|ec:p256") {
    return {{"rsa:2048", "rsa:3072", "rsa:4096", "ec:p256"}};
  }
  const auto parts = CLI::detail::split(type, '|');
  if (parts.size() > 1 && std::ranges::all_of(parts, is_literal)) {
    return {parts};
  }
  const auto has = [&](const char* kind) { return std::ranges::find(parts, kind) != parts.end(); };
  const bool files = has("FILE") || has("PDF") || has("DOSSIER");
  return {{}, files, has("DIR") && !files};
}

TreeOption describe(const CLI::Option& option) {
  TreeOption made;
  made.type = option.get_type_name();
  made.about = option.get_description();
  made.group = option.get_group();
  made.takes_value = option.get_items_expected_max() > 0;
  made.repeats = option.get_expected_max() > 1;
  made.required = option.get_required();
  made.values = values_of(made.type);
  for (const auto& name : option.get_snames()) {
    made.names.push_back("-" + name);
  }
  for (const auto& name : option.get_lnames()) {
    made.names.push_back("--" + name);
    made.values.sites = name == "site";
  }
  if (!option.nonpositional()) {
    made.names.push_back(option.get_name(true));
    // Which sites there are depends on the dossier; all else that has no type is a file.
    made.values.sites = made.names.front() == "SITE";
    made.values.files = made.type.empty() && !made.values.sites;
  }
  return made;
}

std::vector<TreeOption> options_of(const CLI::App& command) {
  std::vector<TreeOption> made;
  for (const auto& group : command.get_groups()) {
    const auto options = command.get_options([&group](const CLI::Option* option) {
      return !group.empty() && option->nonpositional() && option->get_group() == group;
    });
    std::ranges::transform(options, std::back_inserter(made),
                           [](const auto* option) { return describe(*option); });
  }
  return made;
}

std::vector<TreeOption> arguments_of(const CLI::App& command) {
  std::vector<TreeOption> made;
  for (const auto* option :
       command.get_options([](const CLI::Option* each) { return !each->nonpositional(); })) {
    made.push_back(describe(*option));
  }
  return made;
}

TreeCommand describe(const CLI::App& command, const std::vector<std::string>& path) {
  TreeCommand made{path, command.get_description(), options_of(command), arguments_of(command), {}};
  for (const auto* inner : command.get_subcommands([](const CLI::App*) { return true; })) {
    if (!inner->get_group().empty()) {
      auto below = path;
      below.push_back(inner->get_name());
      made.commands.push_back(describe(*inner, below));
    }
  }
  return made;
}

}  // namespace

std::string TreeCommand::words(std::string_view between) const {
  return CLI::detail::join(path, std::string(between));
}

TreeCommand describe(const CLI::App& root) { return describe(root, {}); }

std::vector<TreeOption> own_options(const TreeCommand& command, const TreeCommand& root) {
  std::vector<TreeOption> own;
  std::ranges::copy_if(command.options, std::back_inserter(own), [&root](const auto& option) {
    return std::ranges::find(root.options, option.names, &TreeOption::names) == root.options.end();
  });
  return own;
}

}  // namespace dmp::cli
