#include "expiry/sources.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <system_error>
#include <thread>
#include <utility>

#include "dmp/base/plain_text.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/rules/dossier.hpp"
#include "system/commands.hpp"
#include "system/process.hpp"
#include "system/usage_error.hpp"

namespace dmp::cli {
namespace {

constexpr unsigned kMostJobs = 64;
constexpr std::string_view kUsualWorkspace = "dmp-workspace";

/// Whether a regular file was given as a dossier: most are not, by their first bytes.
bool is_document(const std::string& path) {
  auto in = files::Stream::open(path);
  std::string head(4096, '\0');
  head.resize(in ? in->read(head).value_or(0) : 0);
  const bool may_be = head.starts_with("PK") || documents::is_meant_as_dossier(as_bytes(head));
  const auto whole = may_be ? read_named(path, documents::Limits{}.bytes) : Result<Bytes>(Bytes());
  return whole && documents::is_meant_as_dossier(*whole);
}

bool is_workspace(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(files::Workspace{path}.version_file(), error);
}

/// The lines of a list, or its parts between NULs where it has any, as `find -print0` writes them:
/// none of those is empty, and other NULs are those of a text whose letters have several bytes, or
/// of no text.
Result<std::vector<std::string>> split_list(ByteView content, const std::string& name) {
  using namespace std::string_view_literals;
  const PlainText plain(content);
  auto text = plain.view();
  if (text.starts_with('\0') || text.find("\0\0"sv) != std::string_view::npos) {
    return fail(ErrorKind::input, "CLI-LIST-NUL", {arg("file", name)});
  }
  const char end = text.find('\0') == std::string_view::npos ? '\n' : '\0';
  std::vector<std::string> entries;
  while (!text.empty()) {
    const auto length = std::min(text.find(end), text.size());
    auto entry = text.substr(0, length);
    if (end == '\n' && entry.ends_with('\r')) {
      entry.remove_suffix(1);
    }
    if (!entry.empty()) {
      entries.emplace_back(entry);
    }
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return entries;
}

/// Sorter puts each source where it belongs.
class Sorter {
 public:
  Sorter(const Session& session, ExpiryInputs& inputs, bool has_policy)
      : session_(session), inputs_(inputs), has_policy_(has_policy) {}

  Status add(const std::string& source) {
    auto& request = inputs_.request;
    if (source == "-") {
      auto content = read_named(source);
      if (!content) {
        return fail(std::move(content.error()));
      }
      request.given.push_back({source, std::move(*content)});
    } else if (is_document(source)) {
      // One that cannot be understood is owed, and does not stop the others.
      if (auto status = add_dossier(source); !status) {
        request.shown.push_back({source, tl::unexpected(std::move(status.error()))});
      }
    } else if (is_workspace(source)) {
      return add_workspace(source);
    } else if (is_file(source) || !looks_like_server(source)) {
      request.paths.emplace_back(source);
    } else if (auto server = parse_server(source)) {
      inputs_.servers.push_back(std::move(*server));
    } else {
      request.shown.push_back({source, tl::unexpected(std::move(server.error()))});
    }
    return {};
  }

  Status add_workspace(const std::string& folder) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
      return fail(ErrorKind::input, "CSR-NO-WORKSPACE", {arg("path", folder)});
    }
    if (auto status = files::Workspace{folder}.check_own(); !status) {
      return status;
    }
    auto& request = inputs_.request;
    if (request.workspaces.empty() && folder != kUsualWorkspace) {
      request.workspace_argument = folder;
    }
    request.workspaces.emplace_back(folder);
    return {};
  }

 private:
  static bool is_file(const std::string& source) {
    struct stat status{};
    return ::lstat(source.c_str(), &status) == 0;
  }

  /// What blocks the orders of a dossier's sites, by the judgement that csr and check have.
  [[nodiscard]] std::map<std::string, std::vector<std::string>> blocked_in(
      const documents::Reading<model::Dossier>& reading) const {
    std::map<std::string, std::vector<std::string>> blocked;
    for (auto& site : rules::judge_dossier({reading, inputs_.policy, session_.as_of()}).sites) {
      if (!site.ready()) {
        blocked.emplace(site.site->id, std::move(site.blocking));
      }
    }
    return blocked;
  }

  Status add_dossier(const std::string& path) {
    auto reading = load_dossier(path, Whose::anybodys);
    if (!reading) {
      return fail(std::move(reading.error()));
    }
    const auto errors = rules::document_errors(*reading);
    if (!reading->value || !errors.empty()) {
      const auto& findings = errors.empty() ? reading->findings : errors;
      session_.say(render::findings_to_text(findings, session_.style()));
      return fail(ErrorKind::input, "DOSSIER-INVALID", {arg("file", path)});
    }
    if (reading->value->establishments.empty()) {
      return fail(no_site(*reading));
    }
    if (auto agreed = take_edition(*reading->value); !agreed) {
      return agreed;
    }
    inputs_.dossiers.push_back(std::move(*reading));
    const auto& kept = inputs_.dossiers.back();
    inputs_.request.dossiers.push_back({&*kept.value, path, blocked_in(kept)});
    return {};
  }

  /// Takes the edition that dossiers name, where the command line names none.
  Status take_edition(const model::Dossier& dossier) {
    if (has_policy_) {
      return {};
    }
    return agree_on_edition(dossier, edition_)
        .and_then([&] { return load_policy(session_, edition_, Whose::ours); })
        .map([&](policy::Policy&& policy) { inputs_.policy = std::move(policy); });
  }

  const Session& session_;
  ExpiryInputs& inputs_;
  bool has_policy_;
  std::string edition_;
};

Status read_filter(const SourceOptions& options, expiry::Filter& filter) {
  for (const auto& word : options.usages) {
    const auto usage = model::parse_usage(word);
    if (!usage) {
      return fail(ErrorKind::usage, "CLI-USAGE", {arg("word", word)});
    }
    filter.usages.push_back(*usage);
  }
  for (const auto& word : options.environments) {
    const auto environment = model::parse_environment(word);
    if (!environment) {
      return fail(ErrorKind::usage, "CLI-ENVIRONMENT", {arg("word", word)});
    }
    filter.environments.push_back(*environment);
  }
  if (!options.expires_before.empty()) {
    filter.expires_before = parse_date(options.expires_before);
    if (!filter.expires_before) {
      return fail(ErrorKind::usage, "DATE-INVALID", {arg("value", options.expires_before)});
    }
  }
  filter.structures = options.structures;
  return {};
}

Status read_secrets(const SourceOptions& options, const Session& session, ExpiryInputs& inputs) {
  for (const auto& path : options.passphrase_files) {
    auto secret = files::read_secret_file(path);
    if (!secret) {
      return fail(std::move(secret.error()));
    }
    inputs.secrets.push_back(std::move(*secret));
  }
  auto other =
      obtain_passphrase(options.passphrase, session, session.text("cli.ask.purpose.delivered"));
  if (!other) {
    return fail(std::move(other.error()));
  }
  if (*other) {
    inputs.secrets.push_back(std::move(**other));
  }
  for (const auto& secret : inputs.secrets) {
    inputs.request.passphrases.push_back(&secret);
  }
  return {};
}

Status read_authorities(const SourceOptions& options, ExpiryInputs& inputs) {
  auto check = read_revocation(options.revocation, options.servers.timeout);
  if (!check) {
    return fail(std::move(check.error()));
  }
  inputs.revocation = std::move(*check);
  inputs.request.revocation = &inputs.revocation;
  auto trusted = read_trusted(options.trust);
  if (!trusted) {
    return fail(std::move(trusted.error()));
  }
  inputs.request.authorities = std::move(*trusted);
  return {};
}

Status read_sources(const SourceOptions& options, const Session& session, ExpiryInputs& inputs) {
  Sorter sorter(session, inputs, !options.policy.empty());
  auto sources = options.sources;
  if (!options.list.empty()) {
    const auto list = read_named(options.list);
    if (!list) {
      return fail(list.error());
    }
    auto named = split_list(*list, options.list);
    if (!named) {
      return fail(std::move(named.error()));
    }
    if (named->empty() && sources.empty()) {
      return fail(ErrorKind::input, "CLI-LIST-EMPTY", {arg("file", options.list)});
    }
    std::ranges::move(*named, std::back_inserter(sources));
  }
  for (const auto& source : sources) {
    if (auto status = sorter.add(source); !status) {
      return status;
    }
  }
  auto& request = inputs.request;
  std::error_code error;
  if (!options.workspace.empty()) {
    return sorter.add_workspace(options.workspace);
  }
  // A dossier is checked against the workspace that csr would take.
  if (!request.dossiers.empty() && request.workspaces.empty() &&
      std::filesystem::is_directory(kUsualWorkspace, error)) {
    return sorter.add_workspace(std::string(kUsualWorkspace));
  }
  // What could not be understood is in `shown`.
  const bool has_none = request.paths.empty() && request.given.empty() && inputs.servers.empty() &&
                        request.workspaces.empty() && request.dossiers.empty();
  if (has_none && request.shown.empty() && options.list.empty()) {
    return fail(ErrorKind::usage, "CLI-NO-SOURCE");
  }
  return {};
}

}  // namespace

void add_source_options(CLI::App& command, SourceOptions& options, const Session& session) {
  options.jobs = std::clamp(std::thread::hardware_concurrency(), 1U, kMostJobs);
  add_paths(command, "SOURCE", options.sources, session);
  const auto group = [&session](CLI::Option* option, const char* title) {
    return option->group(session.text(title));
  };
  const auto add = [&](const std::string& name, auto& value, const char* text, const char* type,
                       const char* title) {
    return group(command.add_option(name, value, session.text(text))->type_name(type), title);
  };
  constexpr auto kSources = "cli.group.sources";
  constexpr auto kFilters = "cli.group.filters";
  add("--workspace", options.workspace, "cli.opt.expiry-workspace", "DIR", kSources);
  add("--files-from", options.list, "cli.opt.files-from", "FILE", kSources);
  add("--ignore", options.ignore, "cli.opt.ignore", "PATTERN", kSources)->allow_extra_args(false);
  add("--jobs", options.jobs, "cli.opt.expiry-jobs", "N", kSources)
      ->check(whole_number(1, kMostJobs));
  add_server_options(command, options.servers, session);
  add_revocation_options(command, options.revocation, session);
  command.add_option("--trust", options.trust.named, session.text("cli.opt.expiry-trust"))
      ->type_name("DIR|FILE")
      ->allow_extra_args(false)
      ->group(session.text("cli.group.revocation"));
  add_passphrase_options(command, options.passphrase, "passphrase", session);
  command.remove_option(command.get_option("--passphrase-file"));
  add("--passphrase-file", options.passphrase_files, "cli.opt.passphrase-files", "FILE",
      "cli.group.passphrase")
      ->allow_extra_args(false);
  add("--usage", options.usages, "cli.opt.expiry-usage", "USAGE", kFilters)
      ->allow_extra_args(false);
  add("--structure", options.structures, "cli.opt.structure", "ID", kFilters)
      ->allow_extra_args(false);
  add("--environment", options.environments, "cli.opt.environment", "WORD", kFilters)
      ->allow_extra_args(false);
  add("--expires-before", options.expires_before, "cli.opt.expires-before", "DATE", kFilters);
  add_policy(command, options.policy, session);
}

Status read_expiry_inputs(const SourceOptions& options, const Session& session,
                          ExpiryInputs& inputs) {
  auto policy = load_policy(session, options.policy, Whose::anybodys);
  if (!policy) {
    return fail(std::move(policy.error()));
  }
  inputs.policy = std::move(*policy);
  auto& request = inputs.request;
  request.policy = &inputs.policy;
  request.policy_argument =
      options.policy == policy::builtin_policies().front().name ? "" : options.policy;
  request.now = session.now();
  request.stop = interrupted;
  request.jobs = options.jobs;
  request.ignore = options.ignore;
  return read_filter(options, request.filter)
      .and_then([&] { return read_sources(options, session, inputs); })
      .and_then([&] { return read_secrets(options, session, inputs); })
      .and_then([&] { return read_authorities(options, inputs); })
      .and_then([&] { return ask_servers(inputs.servers, options.servers, request.passphrases); })
      .map([&](std::vector<expiry::Request::Shown> shown) {
        std::ranges::move(shown, std::back_inserter(request.shown));
      });
}

}  // namespace dmp::cli
