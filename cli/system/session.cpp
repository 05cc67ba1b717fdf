#include "system/session.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <iostream>
#include <iterator>
#include <utility>

#include "dmp/base/listed.hpp"
#include "dmp/base/utf8.hpp"
#include "dmp/files/read.hpp"
#include "dmp/render/json_report.hpp"
#include "dmp/rules/dossier.hpp"
#include "dmp/rules/rules.hpp"
#include "system/exit_code.hpp"
#include "system/process.hpp"

namespace dmp::cli {
namespace {

bool wants_colour(const std::string& choice) {
  if (choice != "auto") {
    return choice == "always";
  }
  return ::isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR").empty() &&
         environment("TERM") != "dumb";
}

/// The columns that are there: what COLUMNS says, as `watch` sets it, else those of the terminal
/// that standard output is; 0 where neither is known.
int columns_of_output() {
  constexpr int kMost = 250;
  constexpr int kLeast = 60;
  int columns = 0;
  const auto said = environment("COLUMNS");
  std::from_chars(said.data(), said.data() + said.size(), columns);
  winsize size{};
  if (columns <= 0 && ::isatty(STDOUT_FILENO) == 1 &&
      ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
    columns = size.ws_col;
  }
  return columns <= 0 ? 0 : std::clamp(columns, kLeast, kMost);
}

}  // namespace

Error no_site(const documents::Reading<model::Dossier>& reading) {
  return {ErrorKind::input, "DOSSIER-NO-SITE", {arg("file", reading.file)}, {}};
}

Result<Sites> select_sites(const documents::Reading<model::Dossier>& reading,
                           const SiteChoice& choice) {
  const auto& dossier = *reading.value;
  if (dossier.establishments.empty()) {
    return fail(no_site(reading));
  }
  std::vector<std::string> known;
  for (const auto& site : dossier.establishments) {
    known.push_back(site.id);
  }
  if (choice.ids.empty() && !choice.all && known.size() > 1) {
    return fail(ErrorKind::usage, "SITE-NEEDED", {arg("known", listed(known))});
  }
  auto selection = model::select_sites(dossier, choice.ids);
  if (!selection.unknown.empty()) {
    const auto& wrong = selection.unknown.front();
    const std::vector<std::string_view> words(known.begin(), known.end());
    const auto guess = nearest(wrong, words);
    return fail(
        ErrorKind::input, guess ? "SITE-UNKNOWN-GUESS" : "SITE-UNKNOWN",
        {arg("site", wrong), arg("known", listed(known)), arg("guess", guess.value_or(""))});
  }
  return std::move(selection.sites);
}

Instant Session::now() const {
  if (const auto date = parse_date(as_of_text)) {
    return start_of(*date);
  }
  return clock();
}

Instant Session::clock() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

bool Session::is_accessible() {
  const auto said = environment("ACCESSIBLE");
  return !said.empty() && said != "0";
}

render::TextStyle Session::style() const {
  render::TextStyle style{wording, wants_colour(colour)};
  // Longer lines of running text are hard to read, however wide the terminal is.
  if (const int columns = columns_of_output(); columns > 0) {
    style.table_width = columns;
    style.width = std::min(columns, style.width);
  }
  style.accessible = is_accessible();
  return style;
}

void Session::say(std::string_view line) const {
  if (!quiet) {
    std::cerr << line << '\n';
  }
}

void Session::print(std::string_view payload) const { std::cout << payload; }

void Session::complain(const Error& error, std::string_view about) const {
  if (!about.empty()) {
    std::cerr << about << '\n';
  }
  std::cerr << "dmpcert: " << render::error_to_text(error, wording) << '\n';
}

int Session::fail(const Error& error) const {
  if (json()) {
    print(render::error_to_json(error, command, wording));
  }
  complain(error);
  return exit_code(error.kind);
}

int Session::fail_reading(const Findings& findings) const {
  if (json()) {
    render::JsonReport(heading(), render::Json::object(), findings, output()).finish();
  } else {
    std::cerr << render::findings_to_text(findings, style());
  }
  return kInput;
}

namespace {

Status take_standard_input() {
  static bool taken = false;
  if (std::exchange(taken, true)) {
    return fail(ErrorKind::usage, "STDIN-TWICE");
  }
  return {};
}

}  // namespace

Result<Bytes> read_named(const std::string& path, std::uintmax_t limit, Status* is_own) {
  if (path != "-") {
    return files::read_file(path, limit, is_own);
  }
  if (is_own != nullptr) {
    *is_own = files::check_own_descriptor(STDIN_FILENO, path);
  }
  return take_standard_input().and_then(
      [limit] { return files::read_descriptor(STDIN_FILENO, "-", limit); });
}

Result<files::Stream> open_input(const std::string& path, Whose whose) {
  if (path != "-") {
    return whose == Whose::ours ? files::Stream::open_own(path) : files::Stream::open(path);
  }
  const auto is_own =
      whose == Whose::ours ? files::check_own_descriptor(STDIN_FILENO, path) : Status();
  return is_own.and_then([] { return take_standard_input(); }).map([] {
    return files::Stream::of_descriptor(STDIN_FILENO, "-");
  });
}

Result<Bytes> read_input(const std::string& path, Whose whose, std::uintmax_t limit) {
  Status is_own;
  auto content = read_named(path, limit, whose == Whose::ours ? &is_own : nullptr);
  return content && !is_own ? fail(std::move(is_own.error())) : std::move(content);
}

Result<policy::Policy> load_policy(const Session& session, const std::string& name_or_file,
                                   Whose whose) {
  if (name_or_file.empty()) {
    return policy::builtin_policies().front();
  }
  if (const auto* known = policy::find_policy(name_or_file)) {
    return *known;
  }
  std::vector<std::string_view> names;
  for (const auto& edition : policy::builtin_policies()) {
    names.push_back(edition.name);
  }
  const auto content = read_input(name_or_file, whose);
  if (!content) {
    const bool is_path = name_or_file.find_first_of("/.") != std::string::npos;
    if (is_path) {
      return fail(content.error());
    }
    return fail(ErrorKind::usage, "POLICY-UNKNOWN",
                {arg("name", name_or_file), arg("known", listed(names))});
  }
  auto reading =
      documents::read_policy(as_text(*content), name_or_file, rules::findings_catalogue());
  if (!reading.findings.empty()) {
    std::cerr << render::findings_to_text(reading.findings, session.style());
  }
  if (!reading.value || has_at_least(reading.findings, Severity::error)) {
    return fail(ErrorKind::input, "POLICY-INVALID", {arg("file", name_or_file)});
  }
  return std::move(*reading.value);
}

Status agree_on_edition(const model::Dossier& dossier, std::string& agreed) {
  if (!agreed.empty() && !dossier.edition.empty() && dossier.edition != agreed) {
    return fail(ErrorKind::usage, "EDITIONS-DIFFER",
                {arg("first", agreed), arg("second", dossier.edition)});
  }
  agreed = agreed.empty() ? dossier.edition : agreed;
  return {};
}

Result<documents::Reading<model::Dossier>> load_dossier(const std::string& path, Whose whose) {
  return read_input(path, whose, documents::Limits{}.bytes).map([&](Bytes&& content) {
    return documents::read_dossier(std::move(content), path);
  });
}

namespace {

/// Applies the choice to a dossier that was understood.
Result<Sites> choose_sites(const Session& session,
                           const documents::Reading<model::Dossier>& reading,
                           const SiteChoice& choice) {
  if (const auto errors = rules::document_errors(reading); !errors.empty()) {
    std::cerr << render::findings_to_text(errors, session.style());
    return fail(ErrorKind::input, "DOSSIER-INVALID", {arg("file", reading.file)});
  }
  auto sites = select_sites(reading, choice);
  const auto warnings = std::ranges::count(reading.findings, Severity::warning, &Finding::severity);
  if (sites && warnings > 0) {
    session.say(
        session.text("cli.dossier-warnings", {arg("count", warnings), arg("file", reading.file)}));
  }
  return sites;
}

}  // namespace

tl::expected<DossierInput, int> load_dossier_input(const Session& session, const std::string& path,
                                                   const std::string& policy,
                                                   const SiteChoice& choice) {
  auto reading = load_dossier(path, Whose::ours);
  if (!reading) {
    return tl::make_unexpected(session.fail(reading.error()));
  }
  if (!reading->value) {
    return tl::make_unexpected(session.fail_reading(reading->findings));
  }
  auto edition =
      load_policy(session, policy.empty() ? reading->value->edition : policy, Whose::ours);
  if (!edition) {
    return tl::make_unexpected(session.fail(edition.error()));
  }
  auto sites = choose_sites(session, *reading, choice);
  if (!sites) {
    return tl::make_unexpected(session.fail(sites.error()));
  }
  return DossierInput{std::move(*edition), std::move(*reading), std::move(*sites)};
}

}  // namespace dmp::cli
