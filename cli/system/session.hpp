#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/documents/reading.hpp"
#include "dmp/files/read.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/render/findings.hpp"
#include "dmp/render/heading.hpp"
#include "dmp/render/printable.hpp"
#include "dmp/render/sink.hpp"
#include "system/catalogue.hpp"
#include "system/configuration.hpp"

namespace dmp::cli {

/// Session is what all commands share: language, style, clock, verbosity, and the rendering of
/// failures. Standard output carries the payload, standard error the talk.
struct Session {
  Wording wording{catalogue(), Language::english};
  std::string colour = "auto";
  /// What files say of options; never null.
  std::shared_ptr<const Configuration> configuration = std::make_shared<Configuration>();
  std::string as_of_text;
  bool quiet = false;
  int verbose = 0;
  std::string command;
  std::string format = "text";

  /// now is the machine's clock, or midnight UTC of --as-of.
  [[nodiscard]] Instant now() const;
  /// clock is the machine's clock whatever --as-of says: what journals record.
  [[nodiscard]] static Instant clock();
  [[nodiscard]] Date as_of() const { return date_of(now()); }
  [[nodiscard]] render::TextStyle style() const;
  /// is_accessible tells whether the reader listens instead of looking (ACCESSIBLE).
  [[nodiscard]] static bool is_accessible();
  [[nodiscard]] std::string text(std::string_view id, const Args& args = {}) const {
    return wording.text(id, args);
  }
  [[nodiscard]] bool json() const { return format == "json"; }

  /// say writes one line of talk to standard error, unless --quiet.
  void say(std::string_view line) const;
  /// print writes to standard output.
  void print(std::string_view payload) const;
  /// output is standard output for what comes in parts.
  [[nodiscard]] render::Sink output() const {
    return [this](std::string_view part) { print(part); };
  }
  /// heading is that of this command's reports.
  [[nodiscard]] render::Heading heading() const { return {command, now(), wording}; }
  /// complain writes an error to standard error without ending the command.
  void complain(const Error& error, std::string_view about = {}) const;
  /// fail reports an error in the chosen format and returns its exit code.
  int fail(const Error& error) const;
  /// fail_reading reports the findings of a document that could not be understood.
  int fail_reading(const Findings& findings) const;
};

/// read_named reads a file, or standard input for "-", once: STDIN-TWICE (usage) after that.
/// `is_own` as in files::read_file.
Result<Bytes> read_named(const std::string& path, std::uintmax_t limit = files::kDefaultLimit,
                         Status* is_own = nullptr);

/// Whose says whose files an input may be. What decides what is ordered, written or sent, or whom a
/// certificate is believed of, has to be root's or the user's own, on such a way (files::read_file,
/// `is_own`); what is only reported may be anybody's.
enum class Whose { ours, anybodys };

/// read_input is read_named of an input that may be that. Standard input is the user's own.
Result<Bytes> read_input(const std::string& path, Whose whose,
                         std::uintmax_t limit = files::kDefaultLimit);

/// open_input opens such an input, to be read in parts.
Result<files::Stream> open_input(const std::string& path, Whose whose);

/// load_policy takes a built-in edition's name or a policy file; the default edition for "".
/// Warnings of the file are said.
Result<policy::Policy> load_policy(const Session& session, const std::string& name_or_file,
                                   Whose whose);

/// agree_on_edition adds what edition a dossier names to what the ones before it named: EDITIONS-
/// DIFFER (usage) where these are two.
Status agree_on_edition(const model::Dossier& dossier, std::string& agreed);

/// load_dossier reads a dossier file.
Result<documents::Reading<model::Dossier>> load_dossier(const std::string& path, Whose whose);

/// SiteChoice is the command line's --site and --all.
struct SiteChoice {
  std::vector<std::string> ids;
  bool all = false;
};

using Sites = std::vector<const model::Establishment*>;

/// no_site is what a dossier without establishments is refused with: DOSSIER-NO-SITE (input).
Error no_site(const documents::Reading<model::Dossier>& reading);

/// select_sites applies a choice to a dossier that was understood: SITE-UNKNOWN,
/// SITE-UNKNOWN-GUESS, SITE-NEEDED (usage: several sites and neither --site nor --all); no_site's.
Result<Sites> select_sites(const documents::Reading<model::Dossier>& reading,
                           const SiteChoice& choice);

/// DossierInput is what commands that act on a dossier's sites begin with.
struct DossierInput {
  policy::Policy policy;
  documents::Reading<model::Dossier> reading;  ///< With a value.
  Sites sites;                                 ///< Those to act on; they point into `reading`.
};

/// load_dossier_input reads dossier and policy, the dossier's edition where no policy is named, and
/// applies --site and --all. On failure everything has been said already, and the exit code is
/// returned. Error ids: those of select_sites, DOSSIER-INVALID (input: an error that
/// concerns the whole document).
tl::expected<DossierInput, int> load_dossier_input(const Session& session, const std::string& path,
                                                   const std::string& policy,
                                                   const SiteChoice& choice);

}  // namespace dmp::cli
