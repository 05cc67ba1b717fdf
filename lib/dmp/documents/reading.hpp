#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "dmp/base/bytes.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/policy/policy.hpp"

/// JSON text to model and policy, with every problem placed by JSON pointer, line and column.
namespace dmp::documents {

/// Limits protect against documents that no person wrote: more than a hundred thousand
/// establishments are read, in about four times the memory that the text takes.
struct Limits {
  std::size_t bytes = std::size_t{256} * 1024 * 1024;
  std::size_t depth = 64;
  std::size_t string_bytes = 10'000;
  std::size_t values = 16'000'000;  ///< Values of all kinds, counted together.
};

class ValueTree;

/// SourceMap finds line and column of a JSON pointer (RFC 6901) in the document that was read.
class SourceMap {
 public:
  struct Position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
  };
  SourceMap() = default;
  explicit SourceMap(std::shared_ptr<const ValueTree> tree) : tree_(std::move(tree)) {}
  /// add places a pointer by hand; it goes before what the document's own index says.
  void add(std::string pointer, Position position);
  /// locate returns the place of `pointer`, or of its nearest ancestor that the document has; the
  /// returned Location keeps the pointer that was asked for.
  [[nodiscard]] Location locate(std::string_view file, std::string_view pointer) const;
  /// locate_key is the same for the key of a member rather than for its value.
  [[nodiscard]] Location locate_key(std::string_view file, std::string_view pointer) const;

 private:
  std::shared_ptr<const ValueTree> tree_;
  std::map<std::string, Position, std::less<>> positions_;
};

/// Reading is what came out of a document. `value` is absent when the text could not be understood
/// as such a document at all (encoding, syntax, limits, wrong types, required parts missing): then
/// at least one finding is an error. With a value, findings tell of what a person should still
/// correct (an identifier's key, an unknown key, a reference to nobody …).
template <typename T>
struct Reading {
  std::optional<T> value;
  Findings findings;
  SourceMap source;
  std::string file;
};

/// is_meant_as_dossier tells whether somebody gave a file as a dossier: a document of JSON, with
/// comments or without, in which no certificate lies (a secret of Kubernetes, a configuration), or
/// what read_dossier refuses as JSON-OTHER-FORMAT.
bool is_meant_as_dossier(ByteView content);

/// read_dossier reads a dossier document. `file` is its name for findings only; findings are in the
/// order of the document. Rules it reports:
/// - of the text: JSON-OTHER-FORMAT (CSV, a spreadsheet, YAML), JSON-ENCODING, JSON-SYNTAX,
/// JSON-DEPTH,
///   JSON-STRING, JSON-SIZE, JSON-VALUES, JSON-EMPTY, JSON-DUPLICATE-KEY; JSON-BOM and JSON-CONTROL
///   are warnings;
/// - of the form: SCHEMA-VERSION, SCHEMA-VERSION-OLD, SCHEMA-TYPE, SCHEMA-REQUIRED, SCHEMA-VALUE,
/// SCHEMA-UNKNOWN-KEY (a
///   warning), DATE-INVALID;
/// - of what is to be found out: DOSSIER-TODO, of members that say "TODO: …";
/// - of the content: DOSSIER-ADMINISTRATOR-UNKNOWN, DOSSIER-ADMINISTRATOR-UNUSED,
///   DOSSIER-PERSON-UNKNOWN, DOSSIER-SOFTWARE-UNKNOWN, DOSSIER-LEGAL-ENTITY-UNKNOWN,
///   DOSSIER-EDITION-UNKNOWN, DOSSIER-CERTIFICATE-NAME, DOSSIER-SIREN-DIFFERS, DOSSIER-UNUSED,
///   DOSSIER-DUPLICATE-ENTITY,
///   DOSSIER-DUPLICATE-ID, DOSSIER-DUPLICATE-FINESS, DOSSIER-DUPLICATE-REFERENCE,
///   DOSSIER-FINESS-KINDS, DOSSIER-DEPARTMENT-UNKNOWN, DOSSIER-KIND-UNKNOWN, DOSSIER-ASSUMED,
///   DOSSIER-SPACES, IDENTIFIER-FORGIVEN, and the ids of model (FINESS-KEY …);
/// - FINDINGS-MORE when there are too many to list.
/// A finding has a repair (dmp/base/repair.hpp) where what stands there is understood or can be
/// guessed: numbers with spaces, days as 31/03/2024, words in another case, texts with spaces around
/// them, numbers that lack quotes, a vocabulary's nearest word …
/// A word out of its vocabulary (SCHEMA-VALUE) leaves a value: `unknown` where the vocabulary has
/// that word, else nothing at that place.
/// The reading keeps the text, for the places of later findings; of a view, a copy of it.
Reading<model::Dossier> read_dossier(Bytes text, std::string_view file, const Limits& limits = {});
Reading<model::Dossier> read_dossier(std::string_view text, std::string_view file,
                                     const Limits& limits = {});

/// read_policy reads a policy document. It is either whole or names an edition it `extends` and
/// overrides single values of it; each of them becomes a deviation of certainty "local", and the
/// policy without a name of its own is called after both. `rules` has the ids that it may give a
/// severity to. Rules beside those of the text and of the
/// form: POLICY-BASE-UNKNOWN (no value), POLICY-RULE-UNKNOWN, POLICY-THRESHOLDS.
Reading<policy::Policy> read_policy(std::string_view text, std::string_view file,
                                    const Catalogue& rules, const Limits& limits = {});

}  // namespace dmp::documents
