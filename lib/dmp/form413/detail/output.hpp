#pragma once

#include <functional>
#include <optional>
#include <string>

#include "dmp/form413/form413.hpp"

namespace dmp::form413 {

/// is_trial tells whether nothing made of a dossier may be sent: it is not one of production.
bool is_trial(const model::Dossier& dossier);

/// finess_of returns the site's geographic number, or "".
std::string finess_of(const model::Establishment& site);

/// name_of is what files of a site are called after: its number, or its id without what paths give
/// a meaning.
std::string name_of(const model::Establishment& site);

/// prepared_on reads the day that a PDF of ours was prepared on from its document information.
std::optional<Date> prepared_on(ByteView pdf);

/// redrawn tells whether `existing` is the same document prepared on another day, which `draw`
/// makes again for that day.
bool redrawn(const Bytes& existing, const std::function<Result<Bytes>(Date)>& draw);

/// Earlier says what a file that is there already is to the one that is to be put there.
enum class Earlier {
  other,     ///< Somebody's, or made from another dossier.
  same,      ///< The same document, prepared on another day.
  outdated,  ///< What an earlier run made from the same dossier, and what has to follow by now.
};

/// File is one file to be put into the folder of a request.
struct File {
  std::string site;
  std::string name;
  FileKind kind = FileKind::form;
  Bytes content;
  /// Judges other bytes that are there; without it they are another's.
  std::function<Earlier(const Bytes& existing)> judge = {};
};

/// open_folder makes the folder of a request, and clears away what killed runs left in it; not on a
/// dry run. Errors as files::make_folder's.
Status open_folder(const Request& request);

/// put writes a file on the terms of the request: the same is kept, what is outdated replaced,
/// other content refused without `overwrite`, nothing written on a dry run. Errors: FORM-EXISTS
/// (usage) and those of files. Where the same was kept, `file.content` becomes what is there.
Result<WrittenForm> put(File& file, const Request& request);

}  // namespace dmp::form413
