# Part of the lab: a short stand-in for qubesmanager/ui_settingsdlg.py of R2 Beta 2, the form of a qube's settings.

from PyQt4 import QtGui


class Ui_SettingsDialog(object):

    def setup_ui(self, dialog):
        dialog.setObjectName("SettingsDialog")
        dialog.resize(640, 500)
        self.layout = QtGui.QFormLayout(dialog)

        self.vmname = QtGui.QLabel(dialog)
        self.vmname.setObjectName("vmname")
        self.layout.addRow("Name:", self.vmname)

        self.netVM = QtGui.QComboBox(dialog)
        self.netVM.setObjectName("netVM")
        self.layout.addRow("NetVM:", self.netVM)

        self.include_in_backups = QtGui.QCheckBox(dialog)
        self.include_in_backups.setObjectName("include_in_backups")
        self.layout.addRow("Include in backups:", self.include_in_backups)

        self.buttonBox = QtGui.QDialogButtonBox(dialog)
        self.buttonBox.setObjectName("buttonBox")
        self.layout.addRow(self.buttonBox)
