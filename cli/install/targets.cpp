#include "install/targets.hpp"

#include <fnmatch.h>
#include <grp.h>
#include <pwd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <iterator>

#include "dmp/files/read.hpp"
#include "dmp/files/versions.hpp"
#include "dmp/install/passphrase.hpp"
#include "system/choice.hpp"
#include "system/command_runner.hpp"
#include "system/run_secrets.hpp"
#include "system/usage_error.hpp"

namespace dmp::cli {
namespace {

using Kind = install::Target::Kind;

std::optional<unsigned> number_in(const std::string& text, int base) {
  unsigned value = 0;
  const auto* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value, base);
  return error == std::errc() && at == end && !text.empty() ? std::optional(value) : std::nullopt;
}

std::optional<unsigned> user_number(const std::string& name) {
  const auto* entry = ::getpwnam(name.c_str());
  return entry != nullptr ? std::optional<unsigned>(entry->pw_uid) : number_in(name, 10);
}

std::optional<unsigned> group_number(const std::string& name) {
  const auto* entry = ::getgrnam(name.c_str());
  return entry != nullptr ? std::optional<unsigned>(entry->gr_gid) : number_in(name, 10);
}

struct Given {
  Kind kind;
  const std::string& path;
};

std::array<Given, 7> given_in(const TargetOptions& options) {
  return {{{Kind::pem, options.pem_folder},
           {Kind::pkcs12, options.pkcs12},
           {Kind::java, options.java},
           {Kind::jks, options.jks},
           {Kind::haproxy, options.haproxy},
           {Kind::trust, options.trust_store},
           {Kind::java_trust, options.java_trust_store}}};
}

bool is_keystore(Kind kind) {
  return kind == Kind::pkcs12 || kind == Kind::java || kind == Kind::jks ||
         kind == Kind::java_trust;
}

/// What all targets of the options have in common.
Result<install::Target> common_part(const TargetOptions& options) {
  install::Target target;
  target.alias = options.alias;
  target.compatible = !options.compatible_with.empty();
  if (!options.owner.empty() && !(target.owner = user_number(options.owner))) {
    return fail(ErrorKind::usage, "CLI-OWNER", {arg("name", options.owner)});
  }
  if (!options.group.empty() && !(target.group = group_number(options.group))) {
    return fail(ErrorKind::usage, "CLI-GROUP", {arg("name", options.group)});
  }
  if (!options.mode.empty() && !(target.mode = number_in(options.mode, 8))) {
    return fail(ErrorKind::usage, "CLI-MODE", {arg("mode", options.mode)});
  }
  return target;
}

/// One target of a plan, with its own passphrase.
Status add_planned(const documents::PlanTarget& planned, bool allow_weak, Targets& targets) {
  TargetOptions words;
  words.alias = planned.alias;
  words.compatible_with = planned.compat;
  words.owner = planned.owner;
  words.group = planned.group;
  words.mode = planned.mode;
  auto target = common_part(words);
  if (!target) {
    return fail(std::move(target.error()));
  }
  target->kind = install::parse_target_kind(planned.kind).value_or(Kind::pem);
  target->path = planned.path;
  target->structure = planned.structure;
  target->usage = model::parse_usage(planned.usage);
  if (!planned.passphrase_file.empty()) {
    auto secret = files::read_secret_file(planned.passphrase_file);
    if (!secret) {
      return fail(std::move(secret.error()));
    }
    remember_secret(*secret);
    targets.secrets.push_back(std::make_unique<Secret>(std::move(*secret)));
    target->passphrase = targets.secrets.back().get();
  }
  if (auto fine = install::check_target_passphrase(*target, allow_weak || planned.weak_passphrase);
      !fine) {
    return fine;
  }
  targets.all.push_back(std::move(*target));
  return {};
}

/// A target's path as a pattern of fnmatch: its words stand for anything.
std::string pattern_of(const std::filesystem::path& path) {
  const auto text = path.string();
  std::string pattern;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto end = text[at] == '{' ? text.find('}', at) : std::string::npos;
    if (end != std::string::npos) {
      pattern += '*';
      at = end;
    } else {
      pattern += std::string("*?[\\").find(text[at]) == std::string::npos ? "" : "\\";
      pattern += text[at];
    }
  }
  return pattern;
}

/// A path without "." and "..", as it is written where that says where it leads.
std::filesystem::path normal(const std::filesystem::path& path) {
  return std::ranges::find(path, "..") == path.end() ? path.lexically_normal()
                                                     : files::absolute(path);
}

/// Adds the path of a target, or the places that it may have become by its words.
void add_places_of(const std::string& text, NamedPlaces& named) {
  const auto word = text.find('{');
  if (word == std::string::npos) {
    named.paths.emplace_back(text);
    return;
  }
  auto path = normal(text);
  path = path.has_filename() ? path : path.parent_path();
  const auto above = std::filesystem::path(text.substr(0, word)).parent_path();
  auto below = files::places_below(above.empty() ? "." : above);
  std::ranges::move(below.not_listed, std::back_inserter(named.not_listed));
  const auto before = named.paths.size();
  for (const auto& place : below.found) {
    const auto here = normal(place.path);
    if (::fnmatch(pattern_of(path).c_str(), here.c_str(), FNM_PATHNAME) == 0) {
      named.paths.push_back(here);
    }
  }
  if (named.paths.size() == before) {
    named.paths.push_back(path);
  }
}

}  // namespace

void add_target_options(CLI::App& command, TargetOptions& options, const Session& session) {
  const auto text_option = [&](const std::string& name, std::string& value, const char* type) {
    return command.add_option("--" + name, value, session.text("cli.opt." + name))->type_name(type);
  };
  text_option("pem-dir", options.pem_folder, "DIR");
  text_option("pkcs12", options.pkcs12, "FILE");
  text_option("java", options.java, "FILE");
  text_option("jks", options.jks, "FILE");
  text_option("haproxy", options.haproxy, "FILE");
  text_option("trust-store", options.trust_store, "FILE");
  text_option("java-trust-store", options.java_trust_store, "FILE");
  add_passphrase_options(command, options.passphrase, "pkcs12-passphrase", session);
  command
      .add_flag("--weak-passphrase", options.weak_passphrase,
                session.text("cli.opt.weak-passphrase"))
      ->group(session.text("cli.group.pkcs12-passphrase"));
  text_option("alias", options.alias, "NAME");
  take_one_of(text_option("compat", options.compatible_with, ""), {"java8", "windows"});
  text_option("owner", options.owner, "USER");
  text_option("group", options.group, "GROUP");
  text_option("mode", options.mode, "OCTAL");
  text_option("plan", options.plan, "FILE");
  command.add_option("--keep", options.keep, session.text("cli.opt.keep"))
      ->type_name("N")
      ->check(whole_number(0));
  text_option("test", options.test, "COMMAND");
  text_option("reload", options.reload, "COMMAND");
  command
      .add_option("--command-timeout", options.command_timeout,
                  session.text("cli.opt.command-timeout"))
      ->type_name("SECONDS")
      ->check(whole_number(1, 3600));
}

namespace {

/// The targets of the options, without passphrases.
Result<std::vector<install::Target>> optional_targets(const TargetOptions& options) {
  auto common = common_part(options);
  if (!common) {
    return fail(std::move(common.error()));
  }
  std::vector<install::Target> targets;
  for (const auto& [kind, path] : given_in(options)) {
    if (!path.empty()) {
      targets.push_back(*common);
      targets.back().kind = kind;
      targets.back().path = path;
    }
  }
  return targets;
}

/// Gives the keystores among the targets their passphrase, when each can have it.
Status protect_keystores(const TargetOptions& options, const Session& session, Targets& targets) {
  if (std::ranges::none_of(targets.all, is_keystore, &install::Target::kind)) {
    return {};
  }
  if (!options.passphrase.given()) {
    return fail(ErrorKind::usage, "CLI-PKCS12-PASSPHRASE");
  }
  const auto judge = [&](const Secret& passphrase) {
    for (auto target : targets.all) {
      target.passphrase = &passphrase;
      if (auto fine = install::check_target_passphrase(target, options.weak_passphrase); !fine) {
        return fine;
      }
    }
    return Status();
  };
  auto secret =
      obtain_passphrase(options.passphrase, session, session.text("cli.ask.purpose.pkcs12"), judge);
  if (!secret) {
    return fail(std::move(secret.error()));
  }
  targets.secrets.push_back(std::make_unique<Secret>(std::move(**secret)));
  for (auto& target : targets.all) {
    target.passphrase = is_keystore(target.kind) ? targets.secrets.front().get() : nullptr;
  }
  return {};
}

}  // namespace

Result<documents::InstallPlan> load_plan(const TargetOptions& options) {
  const auto& path = options.plan;
  if (path.empty()) {
    return documents::InstallPlan();
  }
  // Its commands are run, and its paths are written to.
  const auto content = read_input(path, Whose::ours);
  return content ? documents::read_plan(as_text(*content), path)
                 : Result<documents::InstallPlan>(fail(content.error()));
}

Result<Targets> read_targets(const TargetOptions& options, const documents::InstallPlan& plan,
                             const Session& session) {
  auto given = optional_targets(options);
  if (!given) {
    return fail(std::move(given.error()));
  }
  Targets targets{std::move(*given), {}};
  if (auto fine = protect_keystores(options, session, targets); !fine) {
    return fail(std::move(fine.error()));
  }
  for (const auto& planned : plan.targets) {
    if (auto added = add_planned(planned, options.weak_passphrase, targets); !added) {
      return fail(std::move(added.error()));
    }
  }
  return targets;
}

Result<install::Commands> read_commands(const TargetOptions& options,
                                        const documents::InstallPlan& plan) {
  install::Commands commands;
  commands.test = plan.test;
  commands.reload = plan.reload;
  struct Given {
    std::string_view name;
    const std::string& line;
    std::vector<std::string>& words;
  };
  for (const auto& [name, line, words] : {Given{"test", options.test, commands.test},
                                          Given{"reload", options.reload, commands.reload}}) {
    if (line.empty()) {  // That of the plan, if any.
      if (auto fine = check_words(words, options.plan + ": " + std::string(name)); !fine) {
        return fail(std::move(fine.error()));
      }
      continue;
    }
    auto split = split_words(line, "--" + std::string(name));
    if (!split) {
      return fail(std::move(split.error()));
    }
    words = std::move(*split);
  }
  const std::chrono::seconds timeout(options.command_timeout);
  commands.run = [timeout](const std::vector<std::string>& words) {
    return run_words(words, timeout);
  };
  return commands;
}

namespace {

files::Trust trust_of(const install::Target& target) {
  files::Trust trust;
  if (target.owner) {
    trust.owners.push_back(*target.owner);
  }
  if (target.group) {
    trust.groups.push_back(*target.group);
  }
  return trust;
}

void add(const files::Trust& more, files::Trust& trust) {
  trust.owners.insert(trust.owners.end(), more.owners.begin(), more.owners.end());
  trust.groups.insert(trust.groups.end(), more.groups.begin(), more.groups.end());
}

/// Whether one path is another, or a folder above it; both as they are written.
bool holds(const std::filesystem::path& folder, const std::filesystem::path& path) {
  return std::ranges::mismatch(folder, path).in1 == folder.end();
}

/// Adds the places of one target, with whom they are for.
Status add_target(const std::string& path, const documents::PlanTarget& planned,
                  NamedPlaces& named) {
  TargetOptions words;
  words.owner = planned.owner;
  words.group = planned.group;
  words.mode = planned.mode;
  const auto target = common_part(words);
  if (!target) {
    return fail(target.error());
  }
  const auto before = named.paths.size();
  add_places_of(path, named);
  for (auto i = before; i < named.paths.size(); ++i) {
    auto named_path = named.paths[i].lexically_normal();
    named_path = named_path.has_filename() ? named_path : named_path.parent_path();
    named_path = named_path == "." ? std::filesystem::path() : std::move(named_path);
    named.targets.push_back(
        {std::move(named_path), model::parse_usage(planned.usage), trust_of(*target)});
  }
  return {};
}

}  // namespace

Result<NamedPlaces> named_places(const TargetOptions& options, const documents::InstallPlan& plan) {
  NamedPlaces named;
  documents::PlanTarget common;
  common.owner = options.owner;
  common.group = options.group;
  common.mode = options.mode;
  for (const auto& [kind, path] : given_in(options)) {
    if (auto added = path.empty() ? Status() : add_target(path, common, named); !added) {
      return fail(std::move(added.error()));
    }
  }
  for (const auto& planned : plan.targets) {
    if (auto added = add_target(planned.path, planned, named); !added) {
      return fail(std::move(added.error()));
    }
  }
  return named;
}

files::Trust trust_for(const std::vector<NamedPlaces::Target>& targets,
                       const std::filesystem::path& place) {
  const auto path = place.lexically_normal();
  const auto usage = model::parse_usage(path.filename().string());
  files::Trust trust;
  std::ptrdiff_t innermost = 0;
  for (const auto& each : targets) {
    const auto depth = std::ranges::distance(each.path);
    if (!holds(each.path, path) || (each.usage && usage && *each.usage != *usage) ||
        depth < innermost) {
      continue;
    }
    if (depth > innermost) {
      trust = {};
      innermost = depth;
    }
    add(each.trust, trust);
  }
  return trust;
}

files::Trust trust_of(const NamedPlaces& named) {
  files::Trust trust;
  for (const auto& each : named.targets) {
    add(each.trust, trust);
  }
  return trust;
}

}  // namespace dmp::cli
