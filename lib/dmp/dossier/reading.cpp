#include "dmp/dossier/reading.hpp"
