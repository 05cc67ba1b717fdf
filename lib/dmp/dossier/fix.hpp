#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/render/heading.hpp"
#include "dmp/render/sink.hpp"

/// Values of a dossier that can be read but are not as they should be: put right in its text.
namespace dmp::dossier {

struct FixRequest {
  Bytes text;
  std::string file;  ///< Its name, for places.
};

/// Mend is one value, as it stood in the document and as it is to be, both as JSON.
struct Mend {
  Location at;
  std::string site;  ///< Id; empty for what is no site's own.
  std::string rule;  ///< Of the finding that told it.
  std::string from;
  std::string to;
};

struct Fixed {
  bool understood = false;    ///< Whether the document is one of JSON, before or after.
  std::string document;       ///< All of it, with what was mended.
  bool has_quotes = false;    ///< Quotes of a word processor or a byte order mark went.
  std::vector<Mend> mends;    ///< Done in `document`.
  std::vector<Mend> guesses;  ///< Not done: somebody has to judge them.
  Findings findings = {};     ///< Of a document that is not understood.
};

/// fix does the safe repairs of what read_dossier finds (dmp/base/repair.hpp). Outside of the
/// values that are mended not a byte changes, but for a byte order mark and the quotes of word
/// processors.
Fixed fix(const FixRequest& request);

/// to_json renders a report (schemas/report.schema.json); `act` is what became of the file:
/// "replace", "create" or "keep".
void to_json(const Fixed& fixed, std::string_view path, std::string_view act,
             const render::Heading& heading, render::Sink sink);

}  // namespace dmp::dossier
